import { createHash } from 'node:crypto';
import { DataFactory, type Quad, type Quad_Object, type NamedNode } from 'n3';
import { type Quote, text } from '../row';
import type { Leaf } from '../shape';
import type { Thing } from '../things';
import { forceOf } from './force';
import type { Heading } from './format';
import { BASE, CHINESE, CLASSES, EDTF, iri, LANGUAGE, PROPERTIES, SPOKEN, type Term } from './vocabulary';

const { namedNode, literal, quad } = DataFactory;
const node = (term: Term): NamedNode => namedNode(iri(term));
const TYPE = node('rdf:type');
const DATATYPES: Record<string, Term> = { Int: 'xsd:integer', SafeInt: 'xsd:integer', Boolean: 'xsd:boolean', Date: 'xsd:date', DateTime: 'xsd:dateTime' };
const spoken = (words: string): Quad_Object => literal(words, LANGUAGE);

export const urn = (id: string): NamedNode => namedNode(BASE + id);

/** The file itself: what was asked of which graph. Another question has another name, so that files can be put together. */
function datasetOf({ version, connection, askedOn, arguments: given }: Heading): NamedNode {
  const question = createHash('sha256').update(`${askedOn} ${JSON.stringify(given)}`).digest('hex').slice(0, 8);
  return urn(`export:${version}:${connection}:${question}`);
}

export function quadsOfHeading(heading: Heading): Quad[] {
  const dataset = datasetOf(heading);
  const { connection, version, loadedAt, askedOn, arguments: given } = heading;
  return [
    quad(dataset, TYPE, node('schema:Dataset')),
    quad(dataset, node('schema:version'), literal(version)),
    quad(dataset, node('schema:dateModified'), literal(loadedAt, node('xsd:dateTime'))),
    quad(dataset, node('gg:askedOn'), literal(askedOn, node('xsd:date'))),
    quad(dataset, node('gg:connection'), literal(connection)),
    quad(dataset, node('gg:arguments'), literal(JSON.stringify(given))),
  ];
}

/** Turns rows into statements. What stands in many rows, a place or a quoted passage, is told the first time only. */
export class Statements {
  private readonly told = new Set<string>();
  private readonly pointedAt = new Set<string>();
  private readonly dataset: NamedNode;

  constructor(heading: Heading) {
    this.dataset = datasetOf(heading);
  }

  of([row, ...parts]: Thing[]): Quad[] {
    if (!row) return [];
    this.told.add(row.id);
    // A thing that has its own statements is not merely pointed at, wherever the pointer stands.
    const full = parts.filter((part) => part.shape && this.first(part.id));
    const pointers = parts.filter((part) => !part.shape && !this.told.has(part.id) && this.first(part.id, this.pointedAt));
    return [
      quad(urn(row.id), node('gg:rowOf'), this.dataset),
      ...[row, ...full].flatMap((thing) => this.full(thing)),
      ...pointers.flatMap(known),
      ...forceOf([row, ...full]).map(({ document, term, day }) => quad(urn(document), node(term), literal(day, node('xsd:date')))),
    ];
  }

  private first(id: string, among = this.told): boolean {
    if (among.has(id)) return false;
    among.add(id);
    return true;
  }

  private full(thing: Thing): Quad[] {
    const subject = urn(thing.id);
    const values = thing.values.flatMap(({ field, value }) => propertiesOf(thing.type, field.name).map((property) => quad(subject, property, valueOf(field, value))));
    const links = thing.links.flatMap(({ name, to }) => propertiesOf(thing.type, name).map((property) => quad(subject, property, urn(to))));
    return [...classesOf(thing), ...values, ...links, ...special(thing), ...thing.evidence.flatMap((quote) => this.evidence(subject, quote))];
  }

  /** A quoted passage: the line of the issue that it was quoted from, where in that line, and the words. */
  private evidence(fact: NamedNode, { issue, line, start, end, quote }: Quote): Quad[] {
    const page = urn(`${issue.id}:${line}`);
    const passage = urn(`${issue.id}:${line}:${start}-${end}`);
    const stated = quad(fact, node('prov:wasDerivedFrom'), passage);
    if (!this.first(passage.value)) return [stated];
    const [words, place] = [namedNode(`${passage.value}:words`), namedNode(`${passage.value}:place`)];
    return [
      stated,
      quad(passage, TYPE, node('prov:Entity')), quad(passage, TYPE, node('oa:SpecificResource')),
      quad(passage, node('prov:value'), literal(quote)),
      quad(passage, node('prov:wasQuotedFrom'), urn(issue.id)),
      quad(passage, node('oa:hasSource'), page),
      quad(passage, node('oa:hasSelector'), words), quad(passage, node('oa:hasSelector'), place),
      quad(words, TYPE, node('oa:TextQuoteSelector')), quad(words, node('oa:exact'), literal(quote)),
      quad(place, TYPE, node('oa:TextPositionSelector')), quad(place, node('oa:start'), number(start, 'xsd:nonNegativeInteger')), quad(place, node('oa:end'), number(end, 'xsd:nonNegativeInteger')),
      ...(this.first(page.value) ? [quad(page, node('dcterms:isPartOf'), urn(issue.id)), quad(page, node('gg:line'), number(line, 'xsd:integer'))] : []),
      ...(!this.told.has(issue.id) && this.first(issue.id, this.pointedAt) ? known({ id: issue.id, type: 'GazetteIssue', label: issue.name }) : []),
    ];
  }
}

const number = (value: number, type: Term): Quad_Object => literal(String(value), node(type));
const propertiesOf = (type: string, field: string): NamedNode[] => (PROPERTIES[`${type}.${field}`] ?? PROPERTIES[field] ?? [`gg:${field}` as Term]).map(node);
const classesOf = ({ id, type }: Pick<Thing, 'id' | 'type'>): Quad[] => [node(`gg:${type}`), ...(CLASSES[type] ?? []).map(node)].map((each) => quad(urn(id), TYPE, each));
const known = (thing: Pick<Thing, 'id' | 'type' | 'label'>): Quad[] => [...classesOf(thing), ...(thing.label === null ? [] : [quad(urn(thing.id), node('rdfs:label'), spoken(thing.label))])];

function valueOf({ name, type, named }: Leaf, value: unknown): Quad_Object {
  if (named) return namedNode(iri(`gg:${type}:${text(value)}`));
  if (name === 'edtf' || name === 'signedEdtf') return literal(text(value), namedNode(EDTF));
  if (name === 'sourceUrl') return literal(text(value), node('xsd:anyURI'));
  // A decimal has no exponent.
  if (type === 'Float') return literal(text(value), node(/e/i.test(text(value)) ? 'xsd:double' : 'xsd:decimal'));
  const datatype = DATATYPES[type];
  return datatype ? literal(text(value), node(datatype)) : SPOKEN.has(name) ? spoken(text(value)) : literal(text(value));
}

/** What a shared vocabulary says in another form than ours. */
function special(thing: Thing): Quad[] {
  const subject = urn(thing.id);
  const value = (name: string): string | null => text(thing.values.find(({ field }) => field.name === name)?.value ?? '') || null;
  const to = (name: string): NamedNode[] => thing.links.filter((link) => link.name === name).map((link) => urn(link.to));
  switch (thing.type) {
    case 'Document': {
      // A title belongs to the wording of a work, and the gazette to the printing of that wording.
      const [wording, printing] = [urn(`${thing.id}:zh`), urn(`${thing.id}:print`)];
      return [
        quad(subject, node('eli:is_realized_by'), wording), quad(wording, TYPE, node('eli:LegalExpression')), quad(wording, node('eli:realizes'), subject),
        quad(wording, node('eli:language'), namedNode(CHINESE)), quad(wording, node('eli:title'), spoken(value('title') ?? thing.label ?? '')),
        ...to('publishedIn').flatMap((issue) => [
          quad(wording, node('eli:is_embodied_by'), printing), quad(printing, TYPE, node('eli:Format')), quad(printing, node('eli:embodies'), wording),
          quad(printing, node('eli:published_in_format'), issue),
          quad(printing, node('eli:published_in'), literal((thing.row.publishedIn as { name: string }).name)),
        ]),
      ];
    }
    case 'Citation':
      return to('citing').flatMap((citing) => to('cited').flatMap((cited) => [
        quad(citing, node('eli:cites'), cited),
        ...(value('role') === 'LEGAL_BASIS' ? [quad(citing, node('eli:based_on'), cited)] : []),
      ]));
    case 'Alias':
      return thing.owner === null ? [] : [quad(urn(thing.owner), node('skos:altLabel'), spoken(value('name') ?? ''))];
    case 'LegalEffect': {
      if (value('withdrawnOn')) return [];
      const term: Term | undefined = value('type') === 'AMENDS' ? 'eli:amends' : ['REPEALS', 'REPLACES', 'IMPLICITLY_REPEALS'].includes(value('type') ?? '') ? 'eli:repeals' : undefined;
      return term ? to('affecting').flatMap((affecting) => to('affected').map((affected) => quad(affecting, node(term), affected))) : [];
    }
    default:
      return [];
  }
}
