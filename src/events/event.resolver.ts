import { Resolver } from 'type-graphql';
import { Person } from '../people/person.row';
import { connectionOf } from '../query/connection';
import { type ListArgs, listOf } from '../query/list-args';
import { List, RootList } from '../query/lists';
import type { PageQuestion } from '../query/page';
import { EventFilter } from './event.filter';
import { EventOrder } from './event.order';
import { Event } from './event.row';

const EventConnection = connectionOf('Event', () => Event);
const EventList = listOf('Event', 'events', EventFilter, EventOrder);

@Resolver()
export class EventResolver {
  @RootList(() => EventConnection, () => EventList.Args, 'Events, as printed unless an order is asked for.')
  events(args: ListArgs): PageQuestion {
    return { of: { label: 'Event' }, ...EventList.asked(args) };
  }
}

@Resolver(() => Person)
export class PersonEventsResolver {
  @List(() => EventConnection, () => EventList.Args, 'Events the person took part in, as printed unless an order is asked for.')
  events(args: ListArgs): PageQuestion {
    return { of: { pattern: '(p)<-[:BY_PERSON]-(:Participation)-[:AT_EVENT]->(n:Event)' }, ...EventList.asked(args) };
  }
}
