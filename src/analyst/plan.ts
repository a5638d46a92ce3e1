import { cypherRefused } from '../errors';
import type { Explained } from '../store/analyst';

/**
 * The steps of Neo4j 5.26 that only read. RollUpApply is not among them: it gathers a list without counting its memory, and
 * queries are written so that none is needed.
 */
const READING = new Set(`AllNodesScan AntiConditionalApply AntiSemiApply Apply Argument AssertSameNode AssertSameRelationship CacheProperties CartesianProduct ConditionalApply
  DirectedAllRelationshipsScan DirectedRelationshipByElementIdSeek DirectedRelationshipByIdSeek DirectedRelationshipIndexContainsScan DirectedRelationshipIndexEndsWithScan
  DirectedRelationshipIndexScan DirectedRelationshipIndexSeek DirectedRelationshipIndexSeekByRange DirectedRelationshipTypeScan DirectedUnionRelationshipTypesScan Distinct Eager
  EagerAggregation EmptyResult EmptyRow ExhaustiveLimit Expand Filter IntersectionNodeByLabelsScan LeftOuterHashJoin LetAntiSemiApply LetSelectOrAntiSemiApply
  LetSelectOrSemiApply LetSemiApply Limit MultiNodeIndexSeek NodeByElementIdSeek NodeByIdSeek NodeByLabelScan NodeCountFromCountStore NodeHashJoin NodeIndexContainsScan
  NodeIndexEndsWithScan NodeIndexScan NodeIndexSeek NodeIndexSeekByRange NodeLeftOuterHashJoin NodeRightOuterHashJoin NodeUniqueIndexSeek NodeUniqueIndexSeekByRange Optional
  OptionalExpand OrderedAggregation OrderedDistinct OrderedUnion PartialSort PartialTop ProcedureCall ProduceResults ProjectEndpoints Projection RelationshipCountFromCountStore
  SelectOrAntiSemiApply SelectOrSemiApply SemiApply ShortestPath Skip Sort SubtractionNodeByLabelsScan Top TriadicBuild TriadicFilter TriadicSelection
  UndirectedAllRelationshipsScan UndirectedRelationshipByElementIdSeek UndirectedRelationshipByIdSeek UndirectedRelationshipIndexContainsScan
  UndirectedRelationshipIndexEndsWithScan UndirectedRelationshipIndexScan UndirectedRelationshipIndexSeek UndirectedRelationshipIndexSeekByRange UndirectedRelationshipTypeScan
  UndirectedUnionRelationshipTypesScan Union UnionNodeByLabelsScan Unwind ValueHashJoin VarLengthExpand`.split(/\s+/));
export const NO_SHORTEST_PATH = 'shortestPath cannot be told all that is asked of the path here; put conditions on its ends before it, and on its length into *..5';
const PROCEDURE = 'db.index.fulltext.queryNodes(';

/** The second fence: whatever was read in a query, the database itself says how it would run it. */
export function acceptPlan({ type, steps }: Explained): void {
  if (type !== 'r') throw cypherRefused('it does more than read');
  for (const { operator, details } of steps) {
    const name = operator.replace(/\(.*$/, '');
    // The database would have to look at all paths, which it is configured never to do.
    if (name === 'Error') throw cypherRefused(NO_SHORTEST_PATH);
    if (!READING.has(name) || (name === 'ProcedureCall' && !details.startsWith(PROCEDURE))) throw cypherRefused(`the step ${name} that it needs is not accepted`);
  }
  if (steps.length === 0) throw cypherRefused('the database says nothing of how it would run it');
}
