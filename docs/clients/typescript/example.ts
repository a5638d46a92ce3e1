// What does a unit have to do, and where is that printed?
//   npx tsx docs/clients/typescript/example.ts 瓯海区政府 http://localhost:4000
import { ApiError, Gazette, rows } from './client';
import { DutiesOfAUnitDocument, DutiesPageDocument, UnitByNameDocument } from './generated/operations';

async function main(name = '瓯海区政府', url = 'http://localhost:4000'): Promise<void> {
  const gazette = new Gazette(url);
  const { unit } = await gazette.ask(UnitByNameDocument, { name });
  if (!unit) return console.log(`无此单位 · no such unit: ${name}`);
  console.log([unit.name, ...unit.aliases.map((alias) => alias.name)].join(' = '));

  // A saved question, asked with other values than its own.
  const saved = await gazette.ask(DutiesOfAUnitDocument, { unit: unit.name, roles: ['LEAD', 'SOLE', 'JOINT'], kinds: ['BLOCK', 'TRANSPORT', 'PRIORITY'] });
  for (const { role, task, evidence } of saved.unit?.responsibilities.nodes ?? []) {
    console.log([role, task.kind, task.number, task.name, ...evidence.map(({ line, quote }) => `L${line}「${quote}」`)].join(' '));
  }

  // An operation of our own, page by page.
  const duties = rows(async (after) => (await gazette.ask(DutiesPageDocument, { unit: unit.name, first: 10, after })).responsibilities);
  for await (const { viaGroup, task, evidence } of duties) {
    if (viaGroup) console.log(['via', viaGroup.name, task.kind, task.number, ...evidence.map(({ line, quote }) => `L${line}「${quote}」`)].join(' '));
  }
}

main(...process.argv.slice(2)).catch((error: Error) => {
  const { code, candidates } = error instanceof ApiError ? error : { code: undefined, candidates: [] };
  console.error(code ? `${code}: ${error.message}` : error.message);
  for (const { type, name } of candidates) console.error(`  ${type} ${name}`);
  process.exitCode = 1;
});
