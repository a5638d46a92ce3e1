import { DUE_PHASES } from '../../src/records/format';
import { form, shape } from './shape';

interface Kind { [key: string]: unknown; kind: string }

/** The 100 largest groups of tasks of a kind. The peer can group by stored properties only, and has no keys that relations lead to. */
export const groups = shape<Kind>({
  key: '6', title: 'tasks of a kind by unit and year due, with money, 100 groups',
  cases: async ({ run }) => (await run('MATCH (n:Task) RETURN DISTINCT n.kind AS kind ORDER BY kind', {})) as Kind[],
  ours: form<Kind, { taskGroups: { keys: { value: string | null }[]; count: number; investmentYuan: number | null }[] }>(
    ({ kind }) => ({ query: 'query ($kind: TaskKind!) { taskGroups(by: [UNIT, DUE_YEAR], where: { kind: { eq: $kind } }, first: 100) { keys { value } count investmentYuan } }', variables: { kind } }),
    ({ taskGroups }) => taskGroups.map(({ keys: [unit, year], count, investmentYuan }) => ({ unit: unit?.value, year: year?.value, count, investmentYuan })),
  ),
  peer: {},
  raw: (run, { kind }) => run(`MATCH (n:Task) WHERE n.kind = $kind AND n.sort > ''
WITH n, COLLECT { MATCH (n)<-[:MILESTONE_OF]-(m:Milestone) WHERE m.phase IN $phases AND m.latest IS NOT NULL RETURN DISTINCT left(m.latest, 4) } AS years,
  COLLECT { MATCH (n)<-[:DUTY_FOR]-(r:Responsibility) WHERE r.view <> 'EXPANDED' RETURN DISTINCT r.heldById } AS units
WITH CASE WHEN n.investmentYuan IS NOT NULL THEN n.investmentYuan
  ELSE reduce(sum = null, part IN COLLECT { MATCH (n)<-[:PART_OF]-(t:TaskPart) WHERE t.investmentYuan IS NOT NULL RETURN t.investmentYuan } | coalesce(sum, 0) + part) END AS yuan, years, units
UNWIND CASE units WHEN [] THEN [null] ELSE units END AS unit
UNWIND CASE years WHEN [] THEN [null] ELSE years END AS year
WITH unit, year, count(*) AS count, CASE WHEN count(yuan) > 0 THEN sum(yuan) END AS investmentYuan
OPTIONAL MATCH (u:Node {id: unit})
WITH u, year, count, investmentYuan ORDER BY count DESC, u.sort, year LIMIT 100
RETURN u.name AS unit, year, count, investmentYuan`, { kind, phases: DUE_PHASES }),
});
