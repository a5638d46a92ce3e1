import { fold, splitDocNumber } from '../records/fold';
import { DUE_PHASES, type Gazette, type ListName, type RecordOf, type TargetRecord } from '../records/format';
import { effectKey, idOf, nameKey, postKey, provisionKey, taskKey, taskReference } from '../records/keys';
import { pinyinKey } from '../records/pinyin';
import { fileOf } from '../records/read';
import { Derivation } from './derive';
import { Graph, type GraphNode, printedAt } from './graph';
import { keepParentIds } from './parents';

export function buildGraph(gazettes: readonly Gazette[]): Graph {
  const graph = new Graph();
  for (const gazette of gazettes) new Builder(graph, gazette).build();
  refuseLostNames(graph);
  rememberNames(graph);
  addSearchTexts(graph);
  keepParentIds(graph);
  return graph;
}

/** A thing that two gazettes record under two names is looked up by the canonical one and by aliases: the other must be one of these. */
function refuseLostNames(graph: Graph): void {
  const found = new Map([...graph.nodes.values()].filter(({ entity }) => entity).map(({ id, properties }) => [id, new Set([properties.folded])]));
  for (const node of graph.nodes.values()) if (node.label === 'Alias') found.get(node.edges[0]?.to ?? '')?.add(node.properties.folded);
  for (const { id, label, file, properties } of graph.nodes.values()) {
    for (const name of found.has(id) ? properties.names as string[] : []) {
      if (!found.get(id)?.has(name)) graph.problems.push(`${file}: ${label} ${String(properties.name)} is recorded elsewhere as ${name}; give that as an alias`);
    }
  }
}

/** What a search looks through: all names of a thing, its 文号, its summary, and the goals of a task; one a line. */
function addSearchTexts(graph: Graph): void {
  const texts = new Map<string, Set<string>>();
  const add = (id: string | undefined, text: unknown): void => {
    if (id === undefined || typeof text !== 'string') return;
    texts.set(id, (texts.get(id) ?? new Set()).add(text));
  };
  for (const node of graph.nodes.values()) if (node.entity) for (const field of ['name', 'docNumber', 'summary']) add(node.id, node.properties[field]);
  for (const node of graph.nodes.values()) {
    if (node.label === 'Alias') add(node.edges[0]?.to, node.properties.name);
    if (node.label === 'Target') add(node.edges.find(({ type }) => type === 'TARGET_OF')?.to, node.properties.text);
  }
  for (const node of graph.nodes.values()) if (node.entity) node.properties.searchText = [...(texts.get(node.id) ?? [])].join('\n');
}

/** Ids that were made of an earlier name, also of what belongs to the renamed thing: a document's clauses, a unit's posts. */
function rememberNames(graph: Graph): void {
  if (graph.renamed.length === 0) return;
  const things = new Map(graph.renamed.map(({ now }): [string, { id: string; type: string; key: string }[]] => [now, []]));
  for (const id of graph.nodes.keys()) {
    const [type, key] = split(Buffer.from(id, 'base64url').toString(), ':');
    for (const named of new Set([key, ...key.split('|')])) if (things.has(named)) things.get(named)?.push({ id, type, key });
  }
  for (const { label, before, now, file } of graph.renamed) {
    const still = graph.nodes.get(idOf(label, before));
    if (still) graph.problems.push(`${file}: ${before} is the former name of ${now}, but ${still.file} still records it`);
    for (const { id, type, key } of things.get(now) ?? []) {
      if (type === label && key === now) graph.formers.push({ id: idOf(type, before), now: id });
      else if (key.split('|').includes(now)) graph.formers.push({ id: idOf(type, key.split('|').map((part) => (part === now ? before : part)).join('|')), now: id });
    }
  }
  const meant = new Map<string, string>();
  for (const { id, now } of graph.formers) {
    if ((meant.get(id) ?? now) !== now) graph.problems.push(`${nameOf(id)} is the former name of both ${nameOf(meant.get(id) ?? '')} and ${nameOf(now)}`);
    meant.set(id, now);
  }
}

const nameOf = (id: string): string => Buffer.from(id, 'base64url').toString();

const split = (text: string, at: string): [string, string] => [text.slice(0, text.indexOf(at)), text.slice(text.indexOf(at) + 1)];

type NamedRecord = { name: string; was: string[]; aliases: { name: string; kind: string; evidence: string[] }[]; [field: string]: unknown };

/** The records of one gazette as nodes and relationships; model.md's rules that need more than one record are in derive.ts. */
class Builder {
  private readonly key: string;
  private readonly units: Set<string>;
  private readonly tasks: Map<string, string>;
  private readonly derivation: Derivation;
  private readonly positions = new Map<string, number>();

  constructor(private readonly graph: Graph, private readonly gazette: Gazette) {
    this.key = gazette.key;
    this.units = new Set(gazette.units.map((unit) => nameKey(unit.name)));
    this.tasks = new Map(gazette.tasks.map((task) => [taskReference(task), idOf('Task', taskKey(task))]));
    this.derivation = new Derivation(gazette);
  }

  build(): void {
    this.issue();
    this.each('places', (record) => this.place(record));
    this.each('units', (record) => this.unit(record));
    this.each('groups', (record) => this.group(record));
    this.each('people', (record) => this.named('Person', record));
    this.each('documents', (record) => this.document(record));
    this.each('tasks', (record) => this.task(record));
    this.each('citations', (record) => this.citation(record));
    this.each('personnelChanges', (record) => this.personnelChange(record));
    this.each('memberships', (record) => this.membership(record));
    this.each('unitChanges', (record) => this.unitChange(record));
    this.each('events', (record) => this.event(record));
    // What stands keeps the key that a withdrawn record of the same effect had.
    this.each('effects', (record) => { if (!record.withdrawn) this.effect(record); });
    this.each('effects', (record) => { if (record.withdrawn) this.effect(record); });
    this.each('discrepancies', (record) => this.discrepancy(record));
  }

  private each<L extends ListName>(list: L, add: (record: RecordOf<L>) => void): void {
    for (const record of this.gazette[list] as RecordOf<L>[]) {
      this.graph.file = fileOf(record);
      add(record);
    }
  }

  private issue(): void {
    if (!this.gazette.issue) return;
    const { publisher, compiler, printer, ...issue } = this.gazette.issue;
    const node = this.named('GazetteIssue', { ...issue, key: this.key }, this.key);
    for (const [type, unit] of [['PUBLISHER', publisher], ['COMPILER', compiler], ['PRINTER', printer]] as const) if (unit) this.graph.edge(node, type, idOf('Unit', nameKey(unit)));
  }

  private place({ within, boundaries, ...place }: RecordOf<'places'>): void {
    const node = this.named('Place', place);
    for (const { place: around, ...how } of within) this.graph.provedEdge(this.key, node, 'WITHIN', placeId(around), how);
    for (const { place: other, ...boundary } of boundaries) {
      const side = `${nameKey(place.name)}|${boundary.side}`;
      const position = this.next(`boundary ${side}`);
      const own = this.fact('Boundary', `${side}|${position}`, { ...boundary, position });
      this.graph.edge(own, 'BOUNDS_BLOCK', node.id);
      if (other) this.graph.edge(own, 'BOUNDED_BY', placeId(other));
    }
  }

  private unit({ jurisdiction, parent, ...unit }: RecordOf<'units'>): void {
    const node = this.named('Unit', unit);
    if (jurisdiction) this.graph.edge(node, 'GOVERNS', placeId(jurisdiction));
    if (parent) this.graph.edge(node, 'BELONGS_TO', idOf('Unit', nameKey(parent)));
  }

  private group({ members, ...group }: RecordOf<'groups'>): void {
    const node = this.named('UnitGroup', group);
    members.forEach(({ unit, task, ...how }, position) => this.graph.provedEdge(this.key, node, 'HAS_MEMBER', idOf('Unit', nameKey(unit)), { ...how, taskId: task ? this.taskId(task) : null, position }));
  }

  private document({ issuers, approvedBy, addressees, contacts, provisions, ...document }: RecordOf<'documents'>): void {
    const number = document.docNumber ? splitDocNumber(document.docNumber) : null;
    const node = this.named('Document', {
      ...document, title: document.name, docNumberFolded: document.docNumber ? fold(document.docNumber) : null,
      docNumberSort: number ? `${pinyinKey(number.agency)}|${number.year}|${String(number.sequence).padStart(6, '0')}` : null,
    });
    const parties = { ISSUED_BY: issuers, APPROVED_BY: approvedBy, ADDRESSED_TO: addressees };
    for (const [type, names] of Object.entries(parties)) names.forEach((name, position) => this.graph.edge(node, type, this.partyId(name), { position }));
    contacts.forEach((name, position) => this.graph.edge(node, 'CONTACT', idOf('Person', nameKey(name)), { position }));
    if (document.held) this.graph.edge(node, 'PUBLISHED_IN', idOf('GazetteIssue', nameKey(this.key)));
    for (const { targets, ...provision } of provisions) {
      const key = provisionKey(document.name, provision.path);
      const own = this.fact('Provision', key, provision);
      this.graph.edge(own, 'PROVISION_OF', node.id);
      for (const target of targets) this.target(target, key, own.id);
    }
  }

  private task(record: RecordOf<'tasks'>): void {
    const { responsibilities: _responsibilities, milestones, places, targets, parts, investment, document, provision, ...task } = record;
    const key = taskKey(record);
    const due = milestones.filter((milestone) => DUE_PHASES.includes(milestone.phase)).map((milestone) => milestone.latest).filter((day) => day !== null).sort();
    const node = this.named('Task', { ...task, ...cost(investment), dueLatest: due.at(-1) ?? null }, key);
    this.graph.edge(node, 'TASK_OF', documentId(document));
    if (provision) this.graph.edge(node, 'LAID_DOWN_IN', idOf('Provision', provisionKey(document, provision)));
    const partId = (number: number): string => idOf('TaskPart', `${key}|${number}`);
    for (const { investment: money, ...part } of parts) {
      this.graph.edge(this.fact('TaskPart', `${key}|${part.number}`, { ...part, ...cost(money) }), 'PART_OF', node.id);
    }
    for (const { party, scope, via, ...duty } of this.derivation.duties(record)) {
      const own = this.fact('Responsibility', `${key}|${nameKey(party)}${via ? `|${nameKey(via)}` : ''}`, duty);
      this.graph.edge(own, 'DUTY_FOR', node.id);
      this.graph.edge(own, 'HELD_BY', this.partyId(party));
      if (via) this.graph.edge(own, 'VIA', idOf('UnitGroup', nameKey(via)));
      for (const place of scope) this.graph.edge(own, 'SCOPED_TO', placeId(place));
    }
    for (const { part, dependsOn, dependsOnPlaces, ...milestone } of milestones) {
      const own = this.printedFact('Milestone', key, milestone);
      this.graph.edge(own, 'MILESTONE_OF', node.id);
      if (part !== null) this.graph.edge(own, 'OF_PART', partId(part));
      for (const other of dependsOn) this.graph.edge(own, 'DEPENDS_ON', this.taskId(other));
      for (const place of dependsOnPlaces) this.graph.edge(own, 'DEPENDS_ON', placeId(place));
    }
    for (const { part, ...target } of targets) this.target(target, key, node.id, part === null ? null : partId(part));
    const derived = this.derivation.places(record).map((at) => ({ ...at, relation: 'LOCATED_IN', part: null }));
    [...places, ...derived].forEach(({ place, part, ...how }, position) => this.graph.provedEdge(this.key, node, 'AT', placeId(place), { ...how, partId: part === null ? null : partId(part), position }));
  }

  private target({ places, ...target }: TargetRecord, owner: string, ownerId: string, partId: string | null = null): void {
    const own = this.printedFact('Target', owner, target);
    this.graph.edge(own, 'TARGET_OF', ownerId);
    if (partId) this.graph.edge(own, 'OF_PART', partId);
    for (const place of places) this.graph.edge(own, 'FOR_PLACE', placeId(place));
  }

  private citation({ citing, provision, task, cited, ...citation }: RecordOf<'citations'>): void {
    const own = this.printedFact('Citation', nameKey(citing), { ...citation, quotedNumberFolded: citation.quotedNumber ? fold(citation.quotedNumber) : null });
    this.graph.edge(own, 'CITING', documentId(citing));
    this.graph.edge(own, 'CITED', documentId(cited));
    if (provision) this.graph.edge(own, 'IN_PROVISION', idOf('Provision', provisionKey(citing, provision)));
    if (task) this.graph.edge(own, 'IN_TASK', this.taskId(task));
  }

  private personnelChange({ person, unit, post, document, ...change }: RecordOf<'personnelChanges'>): void {
    const own = this.fact('PersonnelChange', `${nameKey(document)}|${change.type}|${change.sentence}|${nameKey(person)}|${postKey(unit, post)}`, { ...change, postTitle: post });
    this.graph.edge(own, 'OF_PERSON', idOf('Person', nameKey(person)));
    this.graph.edge(own, 'TO_POST', this.post(unit, post, change.evidence));
    this.graph.edge(own, 'ORDERED_BY', documentId(document));
  }

  private membership({ body, person, seatOf, posts, ...seat }: RecordOf<'memberships'>): void {
    const own = this.fact('Membership', `${nameKey(body)}|${nameKey(person ?? seatOf ?? '')}|${seat.role}`, { ...seat, position: this.next(`seat ${nameKey(body)}`) });
    this.graph.edge(own, 'IN_BODY', idOf('Unit', nameKey(body)));
    if (person) this.graph.edge(own, 'SEAT_OF_PERSON', idOf('Person', nameKey(person)));
    if (seatOf) this.graph.edge(own, 'SEAT_OF', this.partyId(seatOf));
    posts.forEach(({ unit, title }, position) => this.graph.edge(own, 'BY_POST', this.post(unit, title, seat.evidence), { position }));
  }

  private unitChange({ original, resulting, ...change }: RecordOf<'unitChanges'>): void {
    const own = this.fact('UnitChange', [change.type, original.map(nameKey).join('+'), resulting.map(nameKey).join('+')].join('|'), change);
    for (const unit of original) this.graph.edge(own, 'FROM_UNIT', idOf('Unit', nameKey(unit)));
    for (const unit of resulting) this.graph.edge(own, 'TO_UNIT', idOf('Unit', nameKey(unit)));
  }

  private event({ key, participations, places, document, sameAs, ...event }: RecordOf<'events'>): void {
    const own = this.fact('Event', `${this.key}|${key}`, event);
    participations.forEach(({ person, posts, ...part }, position) => {
      const participation = this.fact('Participation', `${this.key}|${key}|${nameKey(person)}`, { ...part, position });
      this.graph.edge(participation, 'AT_EVENT', own.id);
      this.graph.edge(participation, 'BY_PERSON', idOf('Person', nameKey(person)));
      posts.forEach(({ unit, title }, at) => this.graph.edge(participation, 'BY_POST', this.post(unit, title, part.evidence), { position: at }));
    });
    places.forEach((place, position) => this.graph.edge(own, 'HELD_AT', placeId(place), { position }));
    if (document) this.graph.edge(own, 'TOLD_IN', documentId(document));
    for (const other of sameAs) this.graph.edge(own, 'SAME_AS', idOf('Event', `${this.key}|${other}`));
  }

  private effect(record: RecordOf<'effects'>): void {
    const { affected, affecting, withdrawn, ...effect } = record;
    const key = `${this.key}|${effectKey({ ...record, withdrawn: null })}`;
    const order = this.next(`effect ${key}`);
    const own = this.fact('LegalEffect', order === 1 ? key : `${key}#${order}`, { ...effect, withdrawnOn: withdrawn?.on ?? null, withdrawalReason: withdrawn?.reason ?? null });
    this.graph.edge(own, 'AFFECTS', documentId(affected));
    if (affecting) this.graph.edge(own, 'CAUSED_BY', documentId(affecting));
  }

  private discrepancy({ about, ...discrepancy }: RecordOf<'discrepancies'>): void {
    const own = this.printedFact('Discrepancy', `${this.key}|${discrepancy.kind}`, discrepancy);
    for (const thing of about) this.graph.edge(own, 'ABOUT', this.referred(thing));
  }

  /** `Type:key` of a record as an id. */
  private referred(thing: string): string {
    const colon = thing.indexOf(':');
    const [type, name] = [thing.slice(0, colon), thing.slice(colon + 1)];
    const bar = name.lastIndexOf('|');
    if (type === 'Task') return this.taskId(name);
    if (type === 'Event') return idOf('Event', `${this.key}|${name}`);
    if (type === 'Provision') return idOf(type, provisionKey(name.slice(0, bar), name.slice(bar + 1)));
    if (type === 'Post') return idOf(type, postKey(name.slice(0, bar), name.slice(bar + 1)));
    return idOf(type, nameKey(name));
  }

  /** A post is not recorded by itself: whatever names it proves it. */
  private post(unit: string, title: string, evidence: string[]): string {
    const id = idOf('Post', postKey(unit, title));
    const before = this.graph.nodes.get(id);
    const node = this.graph.addEntity(this.key, 'Post', id, { name: title, title, evidence: before ? [] : evidence }, []);
    node.entity = false;
    this.graph.edge(node, 'POST_IN', idOf('Unit', nameKey(unit)));
    return id;
  }

  private named(label: string, { aliases, was, ...record }: NamedRecord, key = nameKey(record.name)): GraphNode {
    const node = this.graph.addEntity(this.key, label, idOf(label, key), record, aliases.map((alias) => alias.name));
    for (const alias of aliases) {
      const own = this.graph.addEntity(this.key, 'Alias', idOf('Alias', `${label}:${key}|${nameKey(alias.name)}`), alias, []);
      own.entity = false;
      this.graph.edge(own, 'ALIAS_OF', node.id);
    }
    // A task's key is that of its document and its own name.
    for (const name of was) this.graph.renamed.push({ label, before: key.replace(nameKey(record.name), nameKey(name)), now: key, file: this.graph.file });
    return node;
  }

  private fact(label: string, key: string, properties: Record<string, unknown>): GraphNode {
    return this.graph.addFact(this.key, label, idOf(label, key), properties);
  }

  /** A fact whose key is where it is printed; several of one sort in one place are told apart by their order. */
  private printedFact(label: string, owner: string, properties: Record<string, unknown> & { evidence: string[] }): GraphNode {
    const place = `${owner}|${this.key} ${printedAt(this.key, properties.evidence)}`;
    const order = this.next(`${label} ${place}`);
    return this.fact(label, order === 1 ? place : `${place}#${order}`, properties);
  }

  /** 1, 2, 3 … for one thing to count. */
  private next(counted: string): number {
    const position = (this.positions.get(counted) ?? 0) + 1;
    this.positions.set(counted, position);
    return position;
  }

  private taskId(reference: string): string {
    return this.tasks.get(reference) ?? '';
  }

  private partyId(name: string): string {
    return idOf(this.units.has(nameKey(name)) ? 'Unit' : 'UnitGroup', nameKey(name));
  }
}

const placeId = (name: string): string => idOf('Place', nameKey(name));
const documentId = (title: string): string => idOf('Document', nameKey(title));
const cost = (money: RecordOf<'tasks'>['investment']): Record<string, unknown> =>
  (money ? { investmentRaw: money.raw, investmentYuan: money.yuan, investmentApproximate: money.approximate, investmentNote: money.note } : {});
