import { readQuestion } from '../../src/questions/catalogue';

const GOOD = `# zh: 某地有哪些任务？
# en: Which tasks are in a place?
# $place: 地名 · The place
# $kinds: 哪几类 · Which sorts
query TasksInAPlace($place: String! = "瓯海区", $kinds: [TaskKind!]! = [BLOCK, TRANSPORT]) {
  tasks(where: {kind: {in: $kinds}, place: {name: {eq: $place}}}) {
    totalCount
  }
}
`;

test('a saved question says its name, its words and its parameters with their types and defaults', () => {
  expect(readQuestion('tasks-in-a-place.graphql', GOOD)).toEqual({
    name: 'TasksInAPlace', chinese: '某地有哪些任务？', english: 'Which tasks are in a place?', operation: GOOD,
    parameters: [
      { name: 'place', type: 'String!', defaultJson: '"瓯海区"', description: '地名 · The place' },
      { name: 'kinds', type: '[TaskKind!]!', defaultJson: '["BLOCK","TRANSPORT"]', description: '哪几类 · Which sorts' },
    ],
  });
});

test.each<[string, (text: string) => string, string]>([
  ['a syntax error', (text) => text.replace('totalCount\n  }', 'totalCount'), 'Syntax Error'],
  ['no Chinese words', (text) => text.replace(/# zh.*\n/, ''), '# zh: …'],
  ['no English words', (text) => text.replace(/# en.*\n/, ''), '# en: …'],
  ['a variable that nobody explains', (text) => text.replace(/# \$kinds.*\n/, ''), '# $kinds: …'],
  ['a variable without default', (text) => text.replace(' = "瓯海区"', ''), 'give $place a default'],
  ['words for a variable that is not there', (text) => `# $unit: 单位 · The unit\n${text}`, 'it has no $unit'],
  ['another name than the file', (text) => text.replace('TasksInAPlace', 'TasksOfAPlace'), 'name the query as the file'],
  ['a mutation', (text) => text.replace('query', 'mutation'), 'name the query as the file'],
  ['two operations', (text) => `${text}query Other { graph { version } }\n`, 'exactly one operation'],
  ['no operation', () => '# zh: 问？\n# en: Q?\nfragment F on Task { name }\n', 'exactly one operation'],
])('%s stops the start, with the file and the repair', (_what, spoil, repair) => {
  expect(spoil(GOOD)).not.toBe(GOOD);
  expect(() => readQuestion('tasks-in-a-place.graphql', spoil(GOOD))).toThrow(repair);
  expect(() => readQuestion('tasks-in-a-place.graphql', spoil(GOOD))).toThrow('src/questions/tasks-in-a-place.graphql: ');
});
