import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Person } from '../people/person.row';
import { connectionOf } from '../query/connection';
import type { RequestContext } from '../query/context';
import { type ListArgs, listOf } from '../query/list-args';
import { type Connection, page } from '../query/page';
import { EventFilter } from './event.filter';
import { EventOrder } from './event.order';
import { Event } from './event.row';

const EventConnection = connectionOf('Event', () => Event);
const EventList = listOf('Event', 'events', EventFilter, EventOrder);

@Resolver()
export class EventResolver {
  @Query(() => EventConnection, { description: 'Events, as printed unless an order is asked for.' })
  events(@Args(() => EventList.Args) args: ListArgs, @Ctx() context: RequestContext): Promise<Connection<Event>> {
    return page<Event>(context, { of: { label: 'Event' }, ...EventList.asked(args) }, args);
  }
}

@Resolver(() => Person)
export class PersonEventsResolver {
  @FieldResolver(() => EventConnection, { description: 'Events the person took part in, as printed unless an order is asked for.' })
  events(@Root() root: Person, @Args(() => EventList.Args) args: ListArgs, @Ctx() context: RequestContext): Promise<Connection<Event>> {
    return page<Event>(context, { of: { parent: root, pattern: '(p)<-[:BY_PERSON]-(:Participation)-[:AT_EVENT]->(n:Event)' }, ...EventList.asked(args) }, args);
  }
}
