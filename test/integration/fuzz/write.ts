import { SCHEMA } from '../../../src/load/load';
import { fold, splitDocNumber } from '../../../src/records/fold';
import { PARENT_IDS, parentIdOf } from '../../../src/records/parents';
import { pinyinKey } from '../../../src/records/pinyin';
import type { Store } from '../../../src/store/store';
import { DUE_PHASES } from './meanings';
import type { Named, Thing, World } from './world';

type Properties = Record<string, unknown>;
interface Written { nodes: Map<string, Properties[]>; relations: Map<string, { from: string; to: string; properties: Properties }[]> }

export async function makeSchemaOf(store: Store): Promise<void> {
  await store.define(SCHEMA);
}

/** Replaces whatever is in the database by this world, with the labels, relationships and properties that a load writes. */
export async function writeWorld(store: Store, world: World): Promise<void> {
  const { nodes, relations } = stored(world);
  await store.write(async (write) => {
    await write('MATCH (n) DETACH DELETE n');
    for (const [labels, rows] of nodes) await write(`UNWIND $rows AS row CREATE (n:Node:${labels}) SET n = row`, { rows });
    for (const [type, rows] of relations) await write(`UNWIND $rows AS row MATCH (a:Node {id: row.from}) MATCH (b:Node {id: row.to}) CREATE (a)-[r:${type}]->(b) SET r = row.properties`, { rows });
    for (const [label, type] of PARENT_IDS) await write(`MATCH (n:${label})-[:${type}]->(p) SET n.${parentIdOf(type)} = p.id`);
  });
}

function stored(world: World): Written {
  const written: Written = { nodes: new Map(), relations: new Map() };
  const add = <T>(to: Map<string, T[]>, key: string, value: T): void => void to.set(key, [...(to.get(key) ?? []), value]);
  const node = ({ id, sort }: Thing, label: string, properties: Properties, labels = label): void => add(written.nodes, labels, { id, sort, label, ...properties });
  const edge = (from: Thing, type: string, to: Thing | null, properties: Properties = {}): void => {
    if (to) add(written.relations, type, { from: from.id, to: to.id, properties });
  };
  const entity = (thing: Named, label: string, properties: Properties): void => {
    const { name, aliases } = thing;
    node(thing, label, { name, folded: fold(name), names: [...new Set([name, ...aliases].map(fold))], nameSort: pinyinKey(name), ...properties }, `${label}:Entity`);
    for (const alias of aliases) {
      const own = { id: `${thing.id}-${Buffer.from(alias).toString('base64url')}`, sort: thing.sort };
      node(own, 'Alias', { name: alias, folded: fold(alias), names: [fold(alias)] });
      edge(own, 'ALIAS_OF', thing);
    }
  };

  for (const place of world.Place) {
    entity(place, 'Place', { kind: place.kind });
    for (const around of place.within) edge(place, 'WITHIN', around);
  }
  for (const boundary of world.Boundary) {
    node(boundary, 'Boundary', {});
    edge(boundary, 'BOUNDS_BLOCK', boundary.block);
    edge(boundary, 'BOUNDED_BY', boundary.place);
  }
  for (const unit of world.Unit) {
    entity(unit, 'Unit', { kind: unit.kind });
    edge(unit, 'GOVERNS', unit.jurisdiction);
  }
  for (const group of world.UnitGroup) entity(group, 'UnitGroup', {});
  for (const person of world.Person) entity(person, 'Person', {});
  for (const { year, number, publishedOn, ...issue } of world.GazetteIssue) entity(issue, 'GazetteIssue', { year, number, publishedOn });
  for (const document of world.Document) {
    const { docNumber, kind, held, signedOn } = document;
    const parsed = docNumber === null ? null : splitDocNumber(docNumber);
    entity(document, 'Document', {
      title: document.name, docNumber, kind, held, signedOn, docNumberFolded: docNumber === null ? null : fold(docNumber),
      docNumberSort: parsed && `${pinyinKey(parsed.agency)}|${parsed.year}|${String(parsed.sequence).padStart(6, '0')}`,
    });
    document.issuers.forEach((issuer, position) => edge(document, 'ISSUED_BY', issuer, { position }));
    edge(document, 'PUBLISHED_IN', document.publishedIn);
  }
  for (const provision of world.Provision) {
    const { path, heading, summary } = provision;
    node(provision, 'Provision', { path, heading, summary });
    edge(provision, 'PROVISION_OF', provision.document);
  }
  for (const citation of world.Citation) {
    const { role, quotedNumber, past } = citation;
    node(citation, 'Citation', { role, quotedNumber, quotedNumberFolded: quotedNumber === null ? null : fold(quotedNumber) }, past ? 'Past' : 'Citation');
    edge(citation, 'CITING', citation.citing);
    edge(citation, 'CITED', citation.cited);
    edge(citation, 'IN_PROVISION', citation.provision);
  }
  for (const effect of world.LegalEffect) {
    const { type, basis, effectiveFrom, withdrawnOn, past } = effect;
    node(effect, 'LegalEffect', { type, basis, effectiveFrom, withdrawnOn }, past ? 'Past' : 'LegalEffect');
    edge(effect, 'AFFECTS', effect.affected);
    edge(effect, 'CAUSED_BY', effect.affecting);
  }
  for (const task of world.Task) {
    const { kind, number, investmentYuan, lengthKm } = task;
    const due = world.Milestone.filter((milestone) => milestone.task === task && DUE_PHASES.includes(milestone.phase)).map(({ latest }) => latest).filter((day) => day !== null).sort();
    entity(task, 'Task', { kind, number, investmentYuan, lengthKm, dueLatest: due.at(-1) ?? null });
    edge(task, 'TASK_OF', task.document);
    edge(task, 'LAID_DOWN_IN', task.provision);
    task.places.forEach(({ place, relation }, position) => edge(task, 'AT', place, { relation, position }));
  }
  for (const milestone of world.Milestone) {
    const { phase, modality, latest } = milestone;
    node(milestone, 'Milestone', { phase, modality, latest });
    edge(milestone, 'MILESTONE_OF', milestone.task);
  }
  for (const duty of world.Responsibility) {
    node(duty, 'Responsibility', { role: duty.role, view: duty.view });
    edge(duty, 'DUTY_FOR', duty.task);
    edge(duty, 'HELD_BY', duty.party);
    edge(duty, 'VIA', duty.via);
    for (const place of duty.scope) edge(duty, 'SCOPED_TO', place);
  }
  for (const post of world.Post) {
    node(post, 'Post', { title: post.title, name: post.title, folded: fold(post.title), names: [fold(post.title)], nameSort: pinyinKey(post.title) });
    edge(post, 'POST_IN', post.unit);
  }
  for (const change of world.PersonnelChange) {
    node(change, 'PersonnelChange', { type: change.type, probation: change.probation, postTitle: change.post.title });
    edge(change, 'OF_PERSON', change.person);
    edge(change, 'TO_POST', change.post);
    edge(change, 'ORDERED_BY', change.document);
  }
  for (const seat of world.Membership) {
    node(seat, 'Membership', { role: seat.role });
    edge(seat, 'IN_BODY', seat.body);
    edge(seat, 'SEAT_OF_PERSON', seat.person);
  }
  for (const change of world.UnitChange) {
    const { type, on, basis } = change;
    node(change, 'UnitChange', { type, on, basis });
    for (const unit of change.original) edge(change, 'FROM_UNIT', unit);
    for (const unit of change.resulting) edge(change, 'TO_UNIT', unit);
  }
  for (const event of world.Event) {
    node(event, 'Event', { on: event.on, kind: event.kind, summary: event.summary });
    event.participants.forEach((person, position) => {
      const part = { id: `${event.id}-${person.id}`, sort: event.sort };
      node(part, 'Participation', { position });
      edge(part, 'AT_EVENT', event);
      edge(part, 'BY_PERSON', person);
    });
    event.places.forEach((place, position) => edge(event, 'HELD_AT', place, { position }));
    edge(event, 'TOLD_IN', event.document);
  }
  for (const doubt of world.Discrepancy) {
    node(doubt, 'Discrepancy', { kind: doubt.kind, note: doubt.note });
    for (const thing of doubt.about) edge(doubt, 'ABOUT', thing);
  }
  return written;
}
