import { Field, ID, InterfaceType, ObjectType, registerEnumType, Int } from 'type-graphql';

export enum Basis { STATED = 'STATED', COMPUTED = 'COMPUTED', INFERRED = 'INFERRED', EXTERNAL = 'EXTERNAL' }
registerEnumType(Basis, {
  name: 'Basis', description: 'How a fact is known. INFERRED and COMPUTED facts say why in `reason`; their evidence is that of the facts they rest on.',
  valuesConfig: {
    STATED: { description: 'Printed in the source.' }, COMPUTED: { description: 'Follows from what is printed.' },
    INFERRED: { description: 'Our conclusion; `reason` says why.' }, EXTERNAL: { description: 'From an outside record; `sourceUrl` names it.' },
  },
});

export enum AliasKind { SHORT_FORM = 'SHORT_FORM', VARIANT = 'VARIANT', SUSPECTED_MISPRINT = 'SUSPECTED_MISPRINT', FORMER_NAME = 'FORMER_NAME', EXTERNAL = 'EXTERNAL' }
registerEnumType(AliasKind, {
  name: 'AliasKind', description: 'What sort of other name it is.',
  valuesConfig: {
    SHORT_FORM: { description: 'A shorter printed form.' }, VARIANT: { description: 'Another printed form.' },
    SUSPECTED_MISPRINT: { description: 'Printed so, very likely by mistake.' }, FORMER_NAME: { description: 'An earlier name.' },
    EXTERNAL: { description: 'Known from an outside record only.' },
  },
});

@InterfaceType({ description: 'Anything that can be fetched again by its global id. Ids are opaque and stable across reloads.' })
export abstract class Node {
  @Field(() => ID, { description: 'Global id, opaque.' })
  id!: string;
}

@ObjectType({ description: 'One passage of a source that supports a fact.', simpleResolvers: true })
export class Evidence {
  issueKey!: string;
  @Field(() => Int, { description: '1-based line of the source text.' })
  line!: number;
  @Field(() => Int, { description: 'Where the words begin in that line, in Unicode characters from 0.' })
  start!: number;
  @Field(() => Int, { description: 'Where they end, exclusive.' })
  end!: number;
  @Field(() => String, { description: 'The words themselves, at most 120 characters.' })
  quote!: string;
}

/** Evidence is stored beside its fact as `issue line:start-end words`. */
export function readEvidence(stored: readonly string[] | null | undefined): Evidence[] {
  return (stored ?? []).map((text) => {
    const match = /^(\S+) (\d+):(\d+)-(\d+) ([\s\S]*)$/.exec(text);
    if (!match) throw new Error('stored evidence is malformed');
    return Object.assign(new Evidence(), { issueKey: match[1], line: Number(match[2]), start: Number(match[3]), end: Number(match[4]), quote: match[5] });
  });
}
