import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Person } from '../people/person.row';
import type { Input } from '../query/compiler';
import { connectionOf } from '../query/connection';
import type { RequestContext } from '../query/context';
import { type Connection, page, PageArgs } from '../query/page';
import { EventFilter } from './event.filter';
import { Event } from './event.row';

const EventConnection = connectionOf('Event', () => Event);

@Resolver()
export class EventResolver {
  @Query(() => EventConnection, { description: 'Events, as printed.' })
  events(
    @Arg('where', () => EventFilter.input, { nullable: true, description: 'Only events that satisfy this.' }) where: Input | undefined,
    @Args(() => PageArgs) args: PageArgs, @Ctx() context: RequestContext,
  ): Promise<Connection<Event>> {
    return page<Event>(context, { of: { label: 'Event' }, filter: EventFilter, where }, args);
  }
}

@Resolver(() => Person)
export class PersonEventsResolver {
  @FieldResolver(() => EventConnection, { description: 'Events the person took part in, as printed.' })
  events(@Root() root: Person, @Args(() => PageArgs) args: PageArgs, @Ctx() context: RequestContext): Promise<Connection<Event>> {
    return page<Event>(context, { of: { parent: root, pattern: '(p)<-[:BY_PERSON]-(:Participation)-[:AT_EVENT]->(n:Event)' } }, args);
  }
}
