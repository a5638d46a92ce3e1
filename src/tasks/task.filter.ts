import { PlaceFilter } from '../places/place.filter';
import { AROUND, compare, compileFilter, type Compiler, exactlyOnwards, type FilterField, type Input, onwards, refuseNull, type Start, startOf } from '../query/compiler';
import { DateFilter, defineFilter, enumFilter, exists, type FilterDefinition, FloatFilter, indexed, IntFilter, listFilter, many, names, one, SafeIntFilter, scalar, StringFilter } from '../query/filters';
import { DUE_PHASES } from '../records/format';
import { UnitFilter } from '../units/unit.filter';
import { MilestonePhase, Modality, ResponsibilityRole, TaskKind } from './task.enums';

export const ResponsibilityListFilter = listFilter('ResponsibilityListFilter', () => ResponsibilityFilter.input);
export const TaskListFilter = listFilter('TaskListFilter', () => TaskFilter.input);
const MilestonePhaseFilter = enumFilter('MilestonePhaseFilter', MilestonePhase);
const ModalityFilter = enumFilter('ModalityFilter', Modality);

/** A place of the task, or one around it; end points match only themselves. */
const atPlace = (compiler: Compiler, task: string, value: Input, path: string): string => compiler.deeper(path, AROUND, () => {
  const [at, site, around] = [compiler.variable(), compiler.variable(), compiler.variable()];
  return `EXISTS { MATCH (${task})-[${at}:AT]->(${site}:Place) MATCH (${site})-[:WITHIN*0..]->(${around}:Place)
    WHERE (${around} = ${site} OR NOT ${at}.relation IN ['FROM', 'TO']) AND ${compileFilter(PlaceFilter.table, compiler, around, value, path)} }`;
});

const startAtPlace = (compiler: Compiler, task: string, value: Input): Start | undefined => {
  const [at, site, around] = [compiler.variable(), compiler.variable(), compiler.variable()];
  return exactlyOnwards(PlaceFilter.table, compiler, around, value, task, () => `(${site}:Place)-[:WITHIN*0..]->(${around}) MATCH (${task})-[${at}:AT]->(${site}) WHERE (${around} = ${site} OR NOT ${at}.relation IN ['FROM', 'TO'])`);
};

/** Everything that a place leads to, begun at the place; `from` follows on from a site in it, or the place itself. */
const fromPlace = (compiler: Compiler, node: string, value: Input, from: (site: string) => string): Start | undefined => {
  const [site, around] = [compiler.variable(), compiler.variable()];
  return onwards(startOf(PlaceFilter.table, compiler, around, value), node, () => `(${site}:Place)-[:WITHIN*0..]->(${around}) WITH DISTINCT ${site} ${from(site)}`);
};

/** Some milestone of the task for which due, phase and modality hold together. */
function milestone(compiler: Compiler, task: string, value: Input, path: string): string {
  const having = (due: (latest: string) => string): string =>
    exists(compiler, task, (n, m) => `(${n})<-[:MILESTONE_OF]-(${m}:Milestone)`, (m) => [
      value.phase ? compare(compiler, `${m}.phase`, value.phase as Input, `${path}.phase`) : value.due ? `${m}.phase IN ${compiler.param(DUE_PHASES)}` : 'true',
      value.modality ? compare(compiler, `${m}.modality`, value.modality as Input, `${path}.modality`) : 'true',
      due(`${m}.latest`),
    ].join(' AND '));
  const { isNull, ...bounds } = (value.due ?? {}) as Input;
  refuseNull(isNull, `${path}.due.isNull`);
  const conditions: string[] = [];
  // "No due day" means that there is no such milestone with a day, not that one milestone lacks it.
  if (isNull === true) conditions.push(`NOT ${having((latest) => `${latest} IS NOT NULL`)}`);
  if (isNull !== true || Object.keys(bounds).length > 0) {
    conditions.push(having((latest) => [...(isNull === false ? [`${latest} IS NOT NULL`] : []), compare(compiler, latest, bounds, `${path}.due`)].join(' AND ')));
  }
  return `(${conditions.join(' AND ')})`;
}

const milestoneField = (type: object, description: string): FilterField => ({ type: () => type, description, compile: () => 'true' });

export const TaskFilter: FilterDefinition = defineFilter('TaskFilter', 'A condition on tasks; every field given must hold. `due`, `phase` and `modality` must hold for the same milestone.', {
  name: names(),
  kind: indexed('kind', enumFilter('TaskKindFilter', TaskKind), 'Which table or clause lays it down.'),
  number: indexed('number', IntFilter, 'Number in its own table.'),
  due: milestoneField(DateFilter, 'Latest day of a COMPLETE, SUBSTANTIALLY_COMPLETE, FIRST_RESULT, CONSOLIDATE or TARGET milestone of the whole or a part. isNull: true means that there is none of these.'),
  phase: milestoneField(MilestonePhaseFilter, 'Replaces the phases that `due` looks at.'),
  modality: milestoneField(ModalityFilter, 'How firm that milestone is.'),
  place: { type: () => PlaceFilter.input, description: 'A place of the task, or one around it at any depth; FROM and TO match only themselves.', compile: atPlace, start: startAtPlace },
  responsibilities: many(() => ResponsibilityListFilter, () => ResponsibilityFilter, (n, o) => `(${n})<-[:DUTY_FOR]-(${o}:Responsibility)`, 'Who answers for it.', (_compiler, other) => `${other}.view IN $views`),
  investmentYuan: scalar('investmentYuan', SafeIntFilter, 'Total investment in yuan.'),
  lengthKm: scalar('lengthKm', FloatFilter, 'Length in km.'),
}, { fields: ['due', 'phase', 'modality'], compile: milestone });

export const ResponsibilityFilter: FilterDefinition = defineFilter('ResponsibilityFilter', 'A condition on responsibilities; every field given must hold. `unit` matches members of a group only when expandGroups is true.', {
  role: scalar('role', enumFilter('ResponsibilityRoleFilter', ResponsibilityRole), 'The role.'),
  unit: one(() => UnitFilter, (n, o) => `(${n})-[:HELD_BY]->(${o}:Unit)`, 'The unit that holds it.'),
  task: one(() => TaskFilter, (n, o) => `(${n})-[:DUTY_FOR]->(${o}:Task)`, 'The task.'),
  group: {
    type: () => StringFilter, description: 'Name or alias of the group that holds the duty, or that passed it on.',
    compile: (compiler, node, { isNull, ...value }, path) => {
      const inGroup = (condition: (group: string) => string): string => exists(compiler, node, (n, g) => `(${n})-[:HELD_BY|VIA]->(${g}:UnitGroup)`, condition);
      refuseNull(isNull, `${path}.isNull`);
      const named = (): string => inGroup((group) => names().compile(compiler, group, value, path));
      if (isNull !== true) return named();
      return `(NOT ${inGroup(() => 'true')}${Object.keys(value).length > 0 ? ` AND ${named()}` : ''})`;
    },
    start: (compiler, node, value) => {
      const group = compiler.variable();
      return onwards(names().start?.(compiler, group, value, 'UnitGroup'), node, () => `(${node})-[:HELD_BY|VIA]->(${group})`);
    },
  },
  place: {
    type: () => PlaceFilter.input, description: 'Where the duty lies: its scope when it has one, otherwise the places of its task.',
    compile: (compiler, node, value, path) => {
      const task = compiler.variable();
      const inScope = exists(compiler, node, (n, p) => `(${n})-[:SCOPED_TO]->(:Place)-[:WITHIN*0..]->(${p}:Place)`, (around) => compileFilter(PlaceFilter.table, compiler, around, value, path));
      return `CASE WHEN EXISTS { (${node})-[:SCOPED_TO]->(:Place) } THEN ${inScope}
        ELSE EXISTS { MATCH (${node})-[:DUTY_FOR]->(${task}:Task) WHERE ${atPlace(compiler, task, value, path)} } END`;
    },
    start: (compiler, node, value) => fromPlace(compiler, node, value, (site) =>
      `CALL (${site}) { MATCH (${site})<-[:SCOPED_TO]-(${node}) RETURN ${node} UNION MATCH (${site})<-[:AT]-(:Task)<-[:DUTY_FOR]-(${node}) RETURN ${node} }`),
  },
});

// Back links of lower rooms' filters live here, with the thing they lead to.
UnitFilter.extend('responsibilities', many(() => ResponsibilityListFilter, () => ResponsibilityFilter, (n, o) => `(${n})<-[:HELD_BY]-(${o}:Responsibility)`, 'Duties it holds.', (_compiler, other) => `${other}.view IN $views`));
PlaceFilter.extend('tasks', many(
  () => TaskListFilter, () => TaskFilter,
  // The task's own name makes the others, so that this relation can stand inside itself.
  (n, o) => `(${n})<-[:WITHIN*0..]-(${o}site:Place)<-[${o}at:AT]-(${o}:Task)`, 'Tasks that lie in it or in a place within it; those that begin or end at it too.',
  (_compiler, other, node) => `(${other}site = ${node} OR NOT ${other}at.relation IN ['FROM', 'TO'])`, AROUND,
));
