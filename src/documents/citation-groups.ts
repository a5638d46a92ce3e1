import { Args, Ctx, Int, Query, Resolver } from 'type-graphql';
import { Node } from '../provenance/node.row';
import type { RequestContext } from '../query/context';
import { IntFilter } from '../query/filters';
import { type GroupArgs, groupsOf, own, things, values } from '../query/groups';
import { CitationFilter } from './document.filter';

const CitationGroups = groupsOf({
  name: 'Citation', plural: 'citations', filter: CitationFilter, node: () => Node,
  dimensions: {
    ROLE: own('n.role', 'What the cited document is to the citing one.'),
    CITING: things('(n)-[:CITING]->(key:Document)', 'The document that cites.'),
    CITING_ISSUER: things('(n)-[:CITING]->(:Document)-[:ISSUED_BY]->(key:Unit)', 'Each unit that issued the citing document; null when none is printed.'),
    CITED: things('(n)-[:CITED]->(key:Document)', 'The document that is cited.'),
    CITED_KIND: values('(n)-[:CITED]->(d:Document)', 'd.kind', 'What sort of document is cited.'),
    CITED_HELD: values('(n)-[:CITED]->(d:Document)', 'd.held', 'Whether the text of the cited document is published in a loaded gazette: true or false.'),
    CITED_ISSUER: things('(n)-[:CITED]->(:Document)-[:ISSUED_BY]->(key:Unit)', 'Each unit that issued the cited document; null when none is printed.'),
  },
  reach: 'MATCH (n)-[:CITING]->(citing:Document) MATCH (n)-[:CITED]->(cited:Document) RETURN citing, cited',
  figures: {
    citingDocuments: { sum: 'count(DISTINCT citing)', type: () => Int, filter: IntFilter, description: 'How many different documents cite.' },
    citedDocuments: { sum: 'count(DISTINCT cited)', type: () => Int, filter: IntFilter, description: 'How many different documents are cited.' },
  },
});

@Resolver()
export class CitationGroupsResolver {
  @Query(() => [CitationGroups.Group], { complexity: 50, description: 'Citations, one per mention, counted by one or several dimensions. Largest count first, then by key: things as printed, values by themselves.' })
  citationGroups(@Args(() => CitationGroups.Args) args: GroupArgs, @Ctx() context: RequestContext): Promise<object[]> {
    return CitationGroups.ask(context, args);
  }
}
