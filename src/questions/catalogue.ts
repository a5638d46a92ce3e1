import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentNode, Kind, type OperationDefinitionNode, OperationTypeNode, parse, print, valueFromASTUntyped } from 'graphql';
import { QuestionParameter, SavedQuestion } from './question.row';

const ENDING = '.graphql';

/** Every file of this folder, read when the program starts, so that a malformed one stops it. */
export const SAVED_QUESTIONS: readonly SavedQuestion[] = readdirSync(__dirname).filter((file) => file.endsWith(ENDING)).sort()
  .map((file) => readQuestion(file, readFileSync(join(__dirname, file), 'utf8')));

/**
 * A question is one query, named as its file, below a head of comments: the question in Chinese and in English, then what
 * each variable means. They are comments and not GraphQL descriptions, which older clients, and GraphiQL's own editor, do
 * not know on variables: an operation must be readable wherever it is pasted.
 */
export function readQuestion(file: string, text: string): SavedQuestion {
  const wrong = (repair: string): Error => new Error(`src/questions/${file}: ${repair}`);
  const operation = onlyOperation(text, wrong);
  const name = operation.name?.value ?? '';
  const named = `${name.replace(/(?!^)[A-Z]/g, '-$&').toLowerCase()}${ENDING}`;
  if (operation.operation !== OperationTypeNode.QUERY || named !== file) throw wrong('name the query as the file, TasksAtAPlace in tasks-at-a-place.graphql');
  const head = new Map([...text.matchAll(/^# (zh|en|\$\w+): (.+)$/gm)].map(([, key = '', words = '']) => [key, words]));
  const worded = (key: string): string => {
    const words = head.get(key);
    head.delete(key);
    if (words === undefined) throw wrong(`say “# ${key}: …” in its head`);
    return words;
  };
  const question = Object.assign(new SavedQuestion(), {
    name, chinese: worded('zh'), english: worded('en'), operation: text,
    parameters: (operation.variableDefinitions ?? []).map(({ variable, type, defaultValue }) => {
      if (!defaultValue) throw wrong(`give $${variable.name.value} a default, so that the question runs as it stands`);
      return Object.assign(new QuestionParameter(), {
        name: variable.name.value, type: print(type), defaultJson: JSON.stringify(valueFromASTUntyped(defaultValue)), description: worded(`$${variable.name.value}`),
      });
    }),
  });
  if (head.size > 0) throw wrong(`it has no ${[...head.keys()].join(', ')}`);
  return question;
}

function onlyOperation(text: string, wrong: (repair: string) => Error): OperationDefinitionNode {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    throw wrong((error as Error).message);
  }
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (!operation || operations.length > 1) throw wrong('write exactly one operation');
  return operation;
}
