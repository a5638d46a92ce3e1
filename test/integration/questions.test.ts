import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runPage } from './page';
import { served, startApiOn } from './world';

/** The saved questions as the API lists them, asked with other values than those whose answers are reviewed (graph.test.ts). */
const { database, ask, url } = served();

interface Saved { name: string; chinese: string; english: string; operation: string; parameters: { name: string; type: string; defaultJson: string; description: string }[] }
const ALL = 'name chinese english operation parameters { name type defaultJson description }';
const listed = async (): Promise<Saved[]> => (await ask<{ questions: Saved[] }>(`{ questions { ${ALL} } }`)).data.questions;
const saved = async (name: string): Promise<Saved | null> => (await ask<{ question: Saved | null }>(`query ($name: String!) { question(name: $name) { ${ALL} } }`, { name })).data.question;
const asked = async (name: string, variables: Record<string, unknown>): Promise<object> => {
  const { data, errors } = await ask<object>((await saved(name))?.operation ?? '', variables);
  expect(errors).toBeUndefined();
  return data;
};

test('the API lists them with typed parameters, and finds one by its name', async () => {
  const questions = await listed();
  expect(questions.map(({ name }) => name)).toEqual(expect.arrayContaining(['LeadsInAPlaceByDueDate', 'DocumentsRestingOnEndedOnes', 'TasksByYearAndPlace', 'SearchByWords']));
  expect(await saved('LeadsInAPlaceByDueDate')).toEqual({
    name: 'LeadsInAPlaceByDueDate', chinese: '哪些单位牵头某地范围内、某段时间到期的任务？', english: 'Which units lead the tasks in a place that are due in a period?',
    operation: readFileSync(join(__dirname, '../../src/questions/leads-in-a-place-by-due-date.graphql'), 'utf8'),
    parameters: [
      { name: 'place', type: 'String!', defaultJson: '"瓯海区"', description: '地名，任何叫法 · The place, by any of its names' },
      { name: 'dueFrom', type: 'Date!', defaultJson: '"2022-01-01"', description: '到期日从哪天起 · First day of the period' },
      { name: 'dueTo', type: 'Date!', defaultJson: '"2022-12-31"', description: '到期日到哪天止 · Last day of the period' },
    ],
  });
  expect(await saved('leads-in-a-place-by-due-date')).toBeNull();
});

test('asked with their defaults as variables they answer as without', async () => {
  for (const { name, operation, parameters } of await listed()) {
    const { data, errors } = await ask(operation, Object.fromEntries(parameters.map((parameter) => [parameter.name, JSON.parse(parameter.defaultJson)])));
    const file = `${name.replace(/(?!^)[A-Z]/g, '-$&').toLowerCase()}.answer.json`;
    expect([name, errors, data]).toEqual([name, undefined, JSON.parse(readFileSync(join(__dirname, '../questions', file), 'utf8'))]);
  }
});

/** What stands at a path, `*` for each of a list, as plain texts. */
function at(value: unknown, path: string[]): string[] {
  const [step, ...rest] = path;
  if (step === undefined) return [String(value)];
  if (step === '*') return (value as unknown[]).flatMap((each) => at(each, rest));
  return at((value as Record<string, unknown> | null)?.[step] ?? null, rest);
}
const rows = (data: object, list: string, columns: string): string[] =>
  ((list.split('.').reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], data)) as unknown[])
    .map((row) => columns.split(' ').map((column) => at(row, column.split('.')).join('、')).join(' '));

/** Each answer was read out of the records, with the lines of the source that they name, before the API was asked. */
const OTHERS: [string, Record<string, unknown>, string, string, string[]][] = [
  ['LeadsInAPlaceByDueDate', { place: '龙湾区' }, 'responsibilities.nodes', 'party.name role task.kind task.number', [
    '温州高新区（浙南科技城）管委会 LEAD BLOCK 1', '龙湾区政府 LEAD BLOCK 2', '温州市交通投资集团有限公司 SOLE TRANSPORT 16', '龙湾区政府 LEAD TRANSPORT 17', '温州市经济和信息化局 LEAD PRIORITY 1', '温州市科技局 LEAD PRIORITY 1',
    '温州市科技局 LEAD PRIORITY 3', '温州市科技局 LEAD PRIORITY 4', '温州市科技局 LEAD PRIORITY 5', '温州市教育局 LEAD PRIORITY 10', '温州市科技局 LEAD PRIORITY 19',
  ]],
  ['LeadsInAPlaceByDueDate', { place: '龙湾区', dueFrom: '2021-01-01', dueTo: '2021-12-31' }, 'responsibilities.nodes', 'party.name role task.kind task.number', ['龙湾区政府 SOLE TRANSPORT 10']],
  ['TasksDueInAPeriod', { from: '2023-01-01', to: '2030-12-31' }, 'tasks.nodes', 'kind number name', ['TRANSPORT 4 温瑞大道南段快速路二期', 'TRANSPORT 8 金丽温高速公路东延线', 'TRANSPORT 12 G330国道仙岩至丽岙段', 'TRANSPORT 13 通海大道', 'TRANSPORT 7 滨海大道市区南段快速路']],
  ['TasksWithoutDeadline', { kind: 'BLOCK' }, 'tasks.nodes', 'number', []],
  ['DearestProjects', { count: 3 }, 'tasks.nodes', 'number investment.yuan', ['14 26150000000', '8 11020000000', '4 4580000000']],
  ['TargetsOfATask', { kind: 'TRANSPORT', number: 16 }, 'tasks.nodes', 'targets.*.indicator targets.*.value targets.*.valueMax targets.*.measure', ['新辟优化公交线路 3 5 条']],
  ['BlocksBoundedByAPlace', { boundary: '104国道' }, 'places.nodes', 'name', ['温州南湖科创小镇', '塘下北工业园区核心区']],
  ['PlacesWithinAPlace', { place: '瓯海区', kind: 'BLOCK' }, 'places.nodes', 'name', ['温州南湖科创小镇', '瓯海生命健康小镇']],
  ['TasksCountedByLead', { expandGroups: true }, 'taskGroups', 'keys.*.value count investmentYuan withoutInvestment', [
    '温州市城市建设投资集团有限公司 4 16850000000 0', 'null 4 4198000000 0', '温州市交通投资集团有限公司 3 11040000000 1', '瓯海区政府 3 2110000000 1', '龙湾区政府 3 1480000000 1', '温州市交通运输集团有限公司 2 770000000 0',
    '温州市铁路与轨道交通投资集团有限公司 1 26150000000 0', '温州生态园管委会 1 320000000 0', '瑞安市政府 1 null 1',
  ]],
  ['UnitsThatNeverLead', { kind: 'PARTY_ORGAN' }, 'units.nodes', 'name responsibilities.nodes.*.task.number', ['市委统战部 11']],
  ['DutiesOfAUnit', { unit: '市交投集团', roles: ['SOLE', 'SUPPORT'], kinds: ['TRANSPORT', 'PRIORITY'] }, 'unit.responsibilities.nodes', 'role task.kind task.number', ['SOLE TRANSPORT 8', 'SOLE TRANSPORT 15', 'SOLE TRANSPORT 16', 'SUPPORT PRIORITY 26']],
  ['AppointmentsOnProbation', { unitKind: 'ZONE_COMMITTEE' }, 'personnelChanges.nodes', 'person.name post.title', ['许生坚 副主任']],
  ['PeopleWhoMovedBetweenUnits', { from: '温州市水利局', to: '温州市人民政府' }, 'people.nodes', 'name', ['吴曙光']],
  ['PostsInAUnit', { unit: '温州市综合行政执法局' }, 'unit.posts', 'title personnelChanges.*.type personnelChanges.*.person.name', ['副局长 APPOINTED、APPOINTED、REMOVED 汪红所、陈海帆、朱祖荣']],
  ['EventsInAPlace', { place: '洞头区' }, 'events.nodes', 'on activities.* participations.*.person.name', ['2020-01-06 赴洞头区征求市政府工作报告意见建议 汪驰']],
  ['CitationsOfADocument', { docNumber: '温政办[2015]86号' }, 'document.citedBy.nodes', 'citing.kind provision.path', ['NORMATIVE_DOCUMENT ¶1', 'INTERPRETATION 二.3']],
  ['SoleLegalBases', { kinds: ['PLAN'] }, 'soleBases.nodes', 'provision.path cited.title', ['¶2 温州环大罗山科创走廊建设规划', '三.（二）.3 温州全市学校布局规划']],
  ['BasesLostSinceSigning', { day: '2009-12-31' }, 'lostBases.nodes', 'citation.cited.title whenSigned.value now.value', ['全国人口普查条例 IN_FORCE NOT_YET_IN_FORCE', '优化营商环境条例 IN_FORCE NOT_YET_IN_FORCE']],
  ['DocumentsRestingOnEndedOnes', { day: '2024-09-13', statuses: ['AMENDED'] }, 'dependencyAudit.nodes', 'document.docNumber rootCause.title', ['温政发〔2020〕2号 中华人民共和国统计法']],
  ['SearchByWords', { words: '绿道' }, 'search.edges', 'node.kind node.number node.name', ['PRIORITY 26 打造生态绿道']],
];

test.each(OTHERS)('%s of %j', async (name, variables, list, columns, expected) => {
  const found = rows(await asked(name, variables), list, columns);
  expect([...found].sort()).toEqual([...expected].sort());
});

test('what a first load added is all of it', async () => {
  interface Loads { changes: { nodes: { gazette: string; entries: { totalCount: number } }[] } }
  const { changes } = (await asked('WhatLoadsChanged', { type: 'ADDED' })) as Loads;
  const { data } = await ask<{ changes: { nodes: { gazette: string; added: number }[] } }>('{ changes { nodes { gazette added } } }');
  expect(changes.nodes.map(({ gazette, entries }) => `${gazette} ${entries.totalCount}`)).toEqual(data.changes.nodes.map(({ gazette, added }) => `${gazette} ${added}`));
});

test('a bundle of the page that was made from other sources is made anew', async () => {
  const folder = join(__dirname, '../../.cache/graphiql');
  const bundleAt = async (address: string): Promise<string> => (await fetch(`${address}/graphiql/page.js`)).text();
  expect(await bundleAt(url())).toContain('saved-questions');
  const from = readFileSync(join(folder, 'made-from'), 'utf8');
  writeFileSync(join(folder, 'page.js'), 'old');
  writeFileSync(join(folder, 'made-from'), 'other sources');
  const { api } = await startApiOn(database.store);
  const anew = await bundleAt(api.url).finally(() => api.stop());
  expect(anew).toContain('saved-questions');
  expect(readFileSync(join(folder, 'made-from'), 'utf8')).toBe(from);
});

test('the page answers in a browser, also a question chosen from its panel, and calls no other host', async () => {
  const { first, variables, chosen, otherHosts } = await runPage(`${url()}/`);
  expect(otherHosts).toEqual([]);
  expect(first).toContain('"totalCount": 11');
  expect(variables).toContain('"place": "温州市"');
  expect(chosen).toContain('"boundaries": []');
});
