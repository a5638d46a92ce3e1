import { Args, Ctx, Int, Query, Resolver } from 'type-graphql';
import { Node } from '../provenance/node.row';
import type { RequestContext } from '../query/context';
import { IntFilter } from '../query/filters';
import { type GroupArgs, groupsOf, own, things, values } from '../query/groups';
import { PersonnelChangeFilter } from './person.filter';

const unit = '(n)-[:TO_POST]->(:Post)-[:POST_IN]->';

const PersonnelChangeGroups = groupsOf({
  name: 'PersonnelChange', plural: 'appointments and removals', filter: PersonnelChangeFilter, node: () => Node,
  dimensions: {
    TYPE: own('n.type', 'Into the post, or out of it.'),
    PERSON: things('(n)-[:OF_PERSON]->(key:Person)', 'Who.'),
    UNIT: things(`${unit}(key:Unit)`, 'The unit of the post.'),
    UNIT_KIND: values(`${unit}(u:Unit)`, 'u.kind', 'What sort of body the unit is.'),
    JURISDICTION: things(`${unit}(:Unit)-[:GOVERNS]->(key:Place)`, 'The place that the unit governs or belongs to; null when not printed.'),
    POST_TITLE: own('n.postTitle', 'Title of the post without its unit.'),
    PROBATION: own('n.probation', 'Whether （试用期一年） stands for its sentence: true or false.'),
    DOCUMENT: things('(n)-[:ORDERED_BY]->(key:Document)', 'The list that prints it.'),
  },
  reach: 'MATCH (n)-[:OF_PERSON]->(person:Person) RETURN person',
  figures: { people: { sum: 'count(DISTINCT person)', type: () => Int, filter: IntFilter, description: 'How many different people they concern.' } },
});

@Resolver()
export class PersonnelChangeGroupsResolver {
  @Query(() => [PersonnelChangeGroups.Group], { complexity: 50, description: 'Appointments and removals counted by one or several dimensions. Largest count first, then by key: things as printed, values by themselves.' })
  personnelChangeGroups(@Args(() => PersonnelChangeGroups.Args) args: GroupArgs, @Ctx() context: RequestContext): Promise<object[]> {
    return PersonnelChangeGroups.ask(context, args);
  }
}
