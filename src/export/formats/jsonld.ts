import { Duplex } from 'node:stream';
import type { Quad, Term } from 'n3';
import type { Row } from '../row';
import { thingsOf } from '../things';
import type { Format } from './format';
import { quadsOfHeading, Statements } from './rdf';
import { iri, LANGUAGE, PREFIXES, type Prefix } from './vocabulary';

const TYPE = iri('rdf:type');
const STRING = iri('xsd:string');
// The longest first: our vocabulary lies under the base of the ids.
const SHORT = (Object.entries(PREFIXES) as [Prefix, string][]).sort(([, a], [, b]) => b.length - a.length);

/** The statements of the Turtle file as one JSON-LD document, node objects in the order of the rows. */
export const jsonld: Format = {
  mediaType: 'application/ld+json; charset=utf-8',
  steps: (heading) => [Duplex.from(async function* (rows: AsyncIterable<Row>) {
    const nodes = (quads: Quad[]): string => nodesOf(quads).map((node) => JSON.stringify(node)).join(',\n');
    yield `{"@context":${JSON.stringify(PREFIXES)},"@graph":[\n${nodes(quadsOfHeading(heading))}`;
    const statements = new Statements(heading);
    for await (const row of rows) yield `,\n${nodes(statements.of(thingsOf(heading.shape, row)))}`;
    yield '\n]}\n';
  })],
};

type Node = Record<string, unknown>;

function nodesOf(quads: Quad[]): Node[] {
  const nodes = new Map<string, Node>();
  for (const { subject, predicate, object } of quads) {
    const id = compact(subject.value);
    const node = nodes.get(id) ?? { '@id': id };
    nodes.set(id, node);
    const key = predicate.value === TYPE ? '@type' : compact(predicate.value);
    const value = predicate.value === TYPE ? compact(object.value) : valueOf(object);
    node[key] = key in node ? [node[key], value].flat() : value;
  }
  return [...nodes.values()];
}

function valueOf(object: Term): unknown {
  if (object.termType !== 'Literal') return { '@id': compact(object.value) };
  if (object.language) return { '@value': object.value, '@language': LANGUAGE };
  // Always a text beside its datatype: a bare JSON number would come back as a double.
  return object.datatype.value === STRING ? object.value : { '@value': object.value, '@type': compact(object.datatype.value) };
}

function compact(value: string): string {
  const found = SHORT.find(([, base]) => value.startsWith(base));
  return found ? `${found[0]}:${value.slice(found[1].length)}` : value;
}
