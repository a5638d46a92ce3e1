import 'reflect-metadata';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { GraphQLError, type GraphQLSchema, parse, print, validate } from 'graphql';
import { sha256 } from '../access/audit-log';
import { readConfig } from '../config';
import { SAVED_QUESTIONS } from '../questions/catalogue';
import { makeSchema } from '../schema';
import { readManifest } from './trusted-documents';

const USAGE = `npm run trust -- [--into MANIFEST] [--questions] FILE.graphql …
  adds operations to the manifest of GAZETTE_TRUSTED_DOCUMENTS, or of --into; --questions: the saved questions too`;

/** Adds operations to a manifest, all of them or none; answers the exit code. */
export function runTrust(args: string[], manifest: string | null, schema: GraphQLSchema, say: (line: string) => void): number {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { into: { type: 'string' }, questions: { type: 'boolean', default: false } } });
  const file = values.into ?? manifest;
  if (file === null || (positionals.length === 0 && !values.questions)) {
    say(USAGE);
    return 2;
  }
  const given = [
    ...positionals.map((name) => ({ name, text: readFileSync(name, 'utf8') })),
    ...(values.questions ? SAVED_QUESTIONS.map(({ name, operation }) => ({ name, text: operation })) : []),
  ];
  const problems = given.flatMap(({ name, text }) => problemsOf(schema, text).map((problem) => `${name}: ${problem}`));
  if (problems.length > 0) {
    for (const problem of problems) say(problem);
    say('Nothing was added.');
    return 1;
  }
  const trusted = existsSync(file) ? readManifest(file) : new Map<string, string>();
  const before = trusted.size;
  // As it stands in the file, and as graphql-js prints it, which is what many clients send.
  for (const text of given.flatMap(({ text }) => [text, print(parse(text))])) trusted.set(sha256(text), text);
  // In one step, so that a running API never reads half of it.
  writeFileSync(`${file}.new`, `${JSON.stringify(Object.fromEntries(trusted), null, 2)}\n`);
  renameSync(`${file}.new`, file);
  say(`${file}: ${trusted.size} texts are trusted, ${trusted.size - before} of them new; a running API knows them from now on.`);
  return 0;
}

function problemsOf(schema: GraphQLSchema, text: string): string[] {
  try {
    return validate(schema, parse(text)).map(said);
  } catch (error) {
    if (error instanceof GraphQLError) return [said(error)];
    throw error;
  }
}

const said = ({ message, locations }: GraphQLError): string => `line ${locations?.[0]?.line ?? 1}: ${message}`;

if (process.argv[1] === 'trust') {
  try {
    process.exitCode = runTrust(process.argv.slice(2), readConfig().trustedDocuments, makeSchema(), (line) => console.error(line));
  } catch (error) {
    // An unknown option, a file that is not there, a manifest that is none.
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
