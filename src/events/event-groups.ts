import { Args, Ctx, Int, Query, Resolver } from 'type-graphql';
import { Node } from '../provenance/node.row';
import type { RequestContext } from '../query/context';
import { IntFilter } from '../query/filters';
import { type GroupArgs, groupsOf, own, things } from '../query/groups';
import { EventFilter } from './event.filter';

const EventGroups = groupsOf({
  name: 'Event', plural: 'events', filter: EventFilter, node: () => Node,
  dimensions: {
    KIND: own('n.kind', 'Which part of the issue tells it.'),
    DAY: own('n.on', 'The day; null when none is printed, or several.'),
    MONTH: own('left(n.on, 7)', 'Year and month of the day, such as 2020-01; null when no day is printed, or several.'),
    PERSON: things('(n)<-[:AT_EVENT]-(:Participation)-[:BY_PERSON]->(key:Person)', 'Each person who took part.'),
    PLACE: things('(n)-[:HELD_AT]->(key:Place)', 'Each place where it was, as printed; not what that lies within.'),
    DOCUMENT: things('(n)-[:TOLD_IN]->(key:Document)', 'The document it is told in; null for captions.'),
  },
  reach: 'OPTIONAL MATCH (n)<-[:AT_EVENT]-(:Participation)-[:BY_PERSON]->(person:Person) RETURN person',
  figures: { people: { sum: 'count(DISTINCT person)', type: () => Int, filter: IntFilter, description: 'How many different people took part.' } },
});

@Resolver()
export class EventGroupsResolver {
  @Query(() => [EventGroups.Group], { complexity: 50, description: 'Events counted by one or several dimensions. Largest count first, then by key: things as printed, values by themselves.' })
  eventGroups(@Args(() => EventGroups.Args) args: GroupArgs, @Ctx() context: RequestContext): Promise<object[]> {
    return EventGroups.ask(context, args);
  }
}
