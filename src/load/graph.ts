import { createHash } from 'node:crypto';
import { printedOrder } from '../records/evidence';
import type { Gazette, TargetRecord } from '../records/format';
import { fold, splitDocNumber } from '../records/fold';
import { boundaryKey, idOf, numbered, provisionKey, taskKey } from '../records/keys';
import { Derivation } from './derive';

export interface GraphNode { label: string; id: string; properties: Record<string, unknown> }
export interface GraphEdge { type: string; from: string; to: string; properties: Record<string, unknown> }

/** Raised when the shape of the graph changes, so that a start loads again although no record did. */
const MODEL_VERSION = 1;
const pinyin = new Intl.Collator('zh-u-co-pinyin');

/** Records of one gazette as nodes and relationships: plain data, nothing of the database. */
export class Graph {
  readonly nodes = new Map<string, GraphNode>();
  readonly edges: GraphEdge[] = [];

  constructor(private readonly gazette: Gazette) {
    this.addIssue();
    for (const place of gazette.places) this.addPlace(place);
    for (const unit of gazette.units) this.addUnit(unit);
    for (const group of gazette.groups) this.addGroup(group);
    for (const document of gazette.documents) this.addDocument(document);
    const derivation = new Derivation(gazette);
    for (const task of gazette.tasks) this.addTask(task, derivation);
    gazette.citations.forEach((citation, index) => this.addCitation(citation, index));
    gazette.discrepancies.forEach((discrepancy, index) => this.addDiscrepancy(discrepancy, index));
    this.rankNames();
  }

  /** Changes exactly when the content does. */
  version(): string {
    const content = JSON.stringify([MODEL_VERSION, [...this.nodes.values()].map((node) => JSON.stringify(node)).sort(), this.edges.map((edge) => JSON.stringify(edge)).sort()]);
    return createHash('sha256').update(content).digest('hex').slice(0, 16);
  }

  private addIssue(): void {
    const { issue, key } = this.gazette;
    const { publisher, compiler, printer, key: _key, ...rest } = issue;
    const id = this.entity('GazetteIssue', key, rest);
    for (const [type, unit] of [['PUBLISHER', publisher], ['COMPILER', compiler], ['PRINTER', printer]] as const) if (unit) this.edge(type, id, idOf('Unit', unit));
  }

  private addPlace({ within, boundaries, ...place }: Gazette['places'][number]): void {
    const id = this.entity('Place', place.name, place);
    for (const { place: around, ...how } of within) this.edge('WITHIN', id, idOf('Place', around), this.proved(how));
    const positions = new Map<string, number>();
    for (const { place: other, ...boundary } of boundaries) {
      const position = (positions.get(boundary.side) ?? 0) + 1;
      positions.set(boundary.side, position);
      const own = this.node('Boundary', boundaryKey(place.name, boundary.side, position), { ...boundary, position });
      this.edge('BOUNDS_BLOCK', own, id);
      if (other) this.edge('BOUNDED_BY', own, idOf('Place', other));
    }
  }

  private addUnit({ jurisdiction, parent, ...unit }: Gazette['units'][number]): void {
    const id = this.entity('Unit', unit.name, unit);
    if (jurisdiction) this.edge('GOVERNS', id, idOf('Place', jurisdiction));
    if (parent) this.edge('BELONGS_TO', id, idOf('Unit', parent));
  }

  private addGroup({ members, ...group }: Gazette['groups'][number]): void {
    const id = this.entity('UnitGroup', group.name, group);
    members.forEach(({ unit, task, ...how }, position) => this.edge('HAS_MEMBER', id, idOf('Unit', unit), { ...this.proved(how), taskId: task ? idOf('Task', task) : null, position }));
  }

  private addDocument({ issuers, approvedBy, addressees, provisions, publishedIn, ...document }: Gazette['documents'][number]): void {
    const number = document.docNumber ? splitDocNumber(document.docNumber) : null;
    const id = this.entity('Document', document.name, {
      ...document, title: document.name, docNumberFolded: document.docNumber ? fold(document.docNumber) : null,
      docNumberSort: number ? `${number.agency}|${number.year}|${String(number.sequence).padStart(6, '0')}` : null,
    });
    issuers.forEach((name, position) => this.edge('ISSUED_BY', id, this.party(name), { position }));
    approvedBy.forEach((name, position) => this.edge('APPROVED_BY', id, this.party(name), { position }));
    addressees.forEach((name, position) => this.edge('ADDRESSED_TO', id, this.party(name), { position }));
    if (publishedIn) this.edge('PUBLISHED_IN', id, idOf('GazetteIssue', publishedIn));
    for (const { targets, ...provision } of provisions) {
      const key = provisionKey(document.name, provision.path);
      const own = this.node('Provision', key, provision);
      this.edge('PROVISION_OF', own, id);
      targets.forEach((target, index) => this.addTarget(target, numbered(key, index + 1), own));
    }
  }

  private addTask({ responsibilities, milestones, places, targets, parts, investment, document, ...task }: Gazette['tasks'][number], derivation: Derivation): void {
    const key = taskKey(task);
    const due = milestones.filter((milestone) => ['COMPLETE', 'SUBSTANTIALLY_COMPLETE', 'FIRST_RESULT', 'CONSOLIDATE', 'TARGET'].includes(milestone.phase) && milestone.latest);
    const id = this.entity('Task', key, { ...task, ...cost(investment), dueLatest: due.map((milestone) => milestone.latest ?? '').sort().at(-1) ?? null });
    this.edge('TASK_OF', id, idOf('Document', document));
    const partId = (number: number | null): string | null => (number === null ? null : idOf('TaskPart', numbered(key, number)));
    for (const { investment: money, ...part } of parts) {
      this.edge('PART_OF', this.node('TaskPart', numbered(key, part.number), { ...part, ...cost(money) }), id);
    }
    const whole = { responsibilities, milestones, places, targets, parts, investment, document, ...task };
    for (const { party, scope, via, ...duty } of derivation.duties(whole)) {
      const own = this.node('Responsibility', `${key}|${party}|${duty.role}${via ? `|via ${via}` : ''}`, duty);
      this.edge('DUTY_FOR', own, id);
      this.edge('HELD_BY', own, this.party(party));
      if (via) this.edge('VIA', own, idOf('UnitGroup', via));
      for (const place of scope) this.edge('SCOPED_TO', own, idOf('Place', place));
    }
    milestones.forEach(({ part, dependsOn, dependsOnPlaces, ...milestone }, index) => {
      const own = this.node('Milestone', numbered(key, index + 1), milestone);
      this.edge('MILESTONE_OF', own, id);
      if (part !== null) this.edge('OF_PART', own, partId(part) ?? '');
      for (const other of dependsOn) this.edge('DEPENDS_ON', own, idOf('Task', other));
      for (const place of dependsOnPlaces) this.edge('DEPENDS_ON', own, idOf('Place', place));
    });
    targets.forEach((target, index) => this.addTarget(target, numbered(key, index + 1), id, partId(target.part)));
    const at = [...places, ...derivation.places(whole).map((inferred) => ({ ...inferred, relation: 'LOCATED_IN', basis: 'INFERRED', part: null }))];
    at.forEach(({ place, part, ...how }, position) => this.edge('AT', id, idOf('Place', place), { ...this.proved(how), partId: partId(part), position }));
  }

  private addTarget({ places, part: _part, ...target }: TargetRecord, key: string, owner: string, part: string | null = null): void {
    const own = this.node('Target', key, target);
    this.edge('TARGET_OF', own, owner);
    if (part) this.edge('OF_PART', own, part);
    for (const place of places) this.edge('FOR_PLACE', own, idOf('Place', place));
  }

  private addCitation({ citing, provision, task, cited, ...citation }: Gazette['citations'][number], index: number): void {
    const own = this.node('Citation', `${citing}|${citation.evidence[0] ?? index}`, { ...citation, quotedNumberFolded: citation.quotedNumber ? fold(citation.quotedNumber) : null });
    this.edge('CITING', own, idOf('Document', citing));
    this.edge('CITED', own, idOf('Document', cited));
    if (provision) this.edge('IN_PROVISION', own, idOf('Provision', provisionKey(citing, provision)));
    if (task) this.edge('IN_TASK', own, idOf('Task', task));
  }

  private addDiscrepancy({ about, ...discrepancy }: Gazette['discrepancies'][number], index: number): void {
    const own = this.node('Discrepancy', `${discrepancy.kind}|${discrepancy.evidence[0] ?? ''}|${index}`, discrepancy);
    for (const thing of about) {
      const colon = thing.indexOf(':');
      this.edge('ABOUT', own, idOf(thing.slice(0, colon), thing.slice(colon + 1)));
    }
  }

  private entity(label: string, key: string, { aliases, ...record }: { name: string; aliases: { name: string; kind: string; evidence: string[] }[]; [field: string]: unknown }): string {
    const id = this.node(label, key, { ...record, folded: fold(record.name), names: [...new Set([record.name, ...aliases.map((alias) => alias.name)].map(fold))] });
    for (const alias of aliases) this.edge('ALIAS_OF', this.node('Alias', `${label}:${key}|${alias.name}`, { ...alias, folded: fold(alias.name) }), id);
    return id;
  }

  private node(label: string, key: string, properties: Record<string, unknown>): string {
    const id = idOf(label, key);
    const proved = this.proved(properties);
    const first = (proved.evidence as string[] | undefined)?.[0];
    this.nodes.set(id, { label, id, properties: { ...proved, id, gazette: this.gazette.key, sort: `${first ? printedOrder(first) : '~'}|${id}` } });
    return id;
  }

  private edge(type: string, from: string, to: string, properties: Record<string, unknown> = {}): void {
    this.edges.push({ type, from, to, properties });
  }

  /** Evidence as it stands in the graph: with the issue's key before it. */
  private proved(properties: Record<string, unknown>): Record<string, unknown> {
    const evidence = properties.evidence as string[] | undefined;
    return evidence ? { ...properties, evidence: evidence.map((text) => `${this.gazette.key} ${text}`) } : properties;
  }

  private party(name: string): string {
    const unit = idOf('Unit', name);
    return this.nodes.has(unit) ? unit : idOf('UnitGroup', name);
  }

  /** Chinese names sort by pinyin; the database knows no collation, so each gets its rank. */
  private rankNames(): void {
    const named = [...this.nodes.values()].filter((node) => node.label === 'Task' || node.label === 'Document');
    named.sort((a, b) => pinyin.compare(a.properties.name as string, b.properties.name as string) || (a.id < b.id ? -1 : 1));
    named.forEach((node, rank) => { node.properties.nameSort = rank; });
  }
}

const cost = (money: Gazette['tasks'][number]['investment']): Record<string, unknown> =>
  (money ? { investmentRaw: money.raw, investmentYuan: money.yuan, investmentApproximate: money.approximate, investmentNote: money.note } : {});
