import { Duplex } from 'node:stream';
import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces';
import { type Cell, type Column, columnsOfField } from '../columns';
import { keyOf, type Row } from '../row';
import type { Field, Shape } from '../shape';
import { type Thing, thingsOf } from '../things';
import type { Format, Heading } from './format';

const NAMESPACE = 'http://graphml.graphdrawing.org/xmlns';
/** What XML cannot hold, in a text that was read from paper, is shown as the sign for “unreadable”. */
const LEGIBLE = { invalidCharReplacement: '\uFFFD' } as const;

/** Whether a fact joins things, and so is a node of its own; otherwise it is a property of what it belongs to. */
const joins = (field: Field): boolean => field.kind === 'reference' || (field.kind === 'fact' && (field.shape.identified || field.shape.fields.some(joins)));
const attributesOf = (shape: Shape): Column[] => shape.fields.filter((field) => !joins(field) && field.name !== 'id').flatMap(columnsOfField);

interface Key { id: string; type: Column['type']; name: string }

/** One key for each name and type of an attribute; a name with several types says of which type of node it is. */
function keysOf(shape: Shape, keys = new Map<string, Key>()): Map<string, Key> {
  for (const { name, type } of attributesOf(shape)) {
    const clash = [...keys.values()].some((key) => key.name === name && key.type !== type);
    if (!keys.has(`${type} ${name}`)) keys.set(`${type} ${name}`, { id: `n${keys.size}`, type, name: clash ? `${shape.type}.${name}` : name });
  }
  for (const field of shape.fields) if (field.kind === 'fact' && joins(field)) keysOf(field.shape, keys);
  return keys;
}

class Writer {
  private readonly keys: Map<string, Key>;
  private readonly told = new Set<string>();
  private readonly pointers = new Map<string, Thing>();

  constructor(private readonly heading: Heading) {
    this.keys = keysOf(heading.shape);
  }

  opening(): string {
    const key = (id: string, where: string, name: string, type: string): string => element((root) => root.ele('key', { id, for: where, 'attr.name': name, 'attr.type': type }));
    const { version, loadedAt, askedOn, connection, arguments: given } = this.heading;
    const facts = { version, loadedAt, askedOn, connection, arguments: JSON.stringify(given) };
    return [
      '<?xml version="1.0" encoding="UTF-8"?>', `<graphml xmlns="${NAMESPACE}">`,
      ...Object.keys(facts).map((name) => key(name, 'graph', name, 'string')),
      key('label', 'node', 'label', 'string'), key('class', 'node', 'class', 'string'), key('told', 'node', 'told', 'string'),
      ...[...this.keys.values()].map(({ id, name, type }) => key(id, 'node', name, type)),
      key('relation', 'edge', 'relation', 'string'),
      '<graph id="export" edgedefault="directed">',
      ...Object.entries(facts).map(([name, value]) => element((root) => data(root, name, value))), '',
    ].join('\n');
  }

  /** A row and its facts. What is only pointed at waits: its own row may still come, and a node is told once. */
  row(row: Row): string {
    const { shape } = this.heading;
    return thingsOf(shape, row, keyOf(shape, row)).map((thing, at) => {
      if (!thing.shape) this.pointers.set(thing.id, thing);
      if (!thing.shape || this.told.has(thing.id) || isProperty(thing)) return '';
      this.told.add(thing.id);
      return this.node(thing, at === 0 ? 'row' : 'fact') + this.edges(thing);
    }).join('');
  }

  closing(): string {
    const left = [...this.pointers.values()].filter(({ id }) => !this.told.has(id));
    return `${left.map((thing) => this.node(thing, 'reference')).join('')}</graph>\n</graphml>\n`;
  }

  private node({ id, type, label, shape, row }: Thing, told: 'row' | 'fact' | 'reference'): string {
    return `${element((root) => {
      const node = root.ele('node', { id });
      data(node, 'label', label ?? type);
      data(node, 'class', type);
      data(node, 'told', told);
      for (const column of shape ? attributesOf(shape) : []) data(node, this.keys.get(`${column.type} ${column.name}`)?.id ?? '', column.value(row));
    })}\n`;
  }

  private edges(thing: Thing): string {
    const properties = new Set(thing.shape?.fields.filter((field) => !joins(field)).map(({ name }) => name));
    return thing.links.filter(({ name }) => !properties.has(name)).map(({ name, to }) => `${element((root) => {
      const edge = root.ele('edge', { source: thing.id, target: to });
      data(edge, 'relation', name);
    })}\n`).join('');
  }
}

const isProperty = ({ shape, owner }: Thing): boolean => owner !== null && shape !== null && !shape.fields.some(joins);

/** The builder takes `&amp;` in a text for an entity that is written already; so every & is, and what was printed comes back. */
function data(parent: XMLBuilder, key: string, value: Cell): void {
  if (value !== null) parent.ele('data', { key }).txt(String(value).replaceAll('&', '&amp;'));
}

/** One element as text. */
function element(build: (root: XMLBuilder) => void): string {
  const root = create(LEGIBLE).ele('x');
  build(root);
  return root.first().toString({ headless: true });
}

/** Nodes and edges may stand in any order in GraphML, so an edge is written with its row, before the node that it leads to. */
export const graphml: Format = {
  mediaType: 'application/graphml+xml; charset=utf-8',
  steps: (heading) => [Duplex.from(async function* (rows: AsyncIterable<Row>) {
    const writer = new Writer(heading);
    yield writer.opening();
    for await (const row of rows) yield writer.row(row);
    yield writer.closing();
  })],
};
