import { InterfaceType, ObjectType } from 'type-graphql';
import { describedEnum } from '../query/enums';
import { Related } from '../query/relation';
import { Column, GraphRow, Optional } from '../query/row';
import { Basis, Node, Proved } from './node.row';

export const AliasKind = describedEnum('AliasKind', 'What sort of other name it is.', {
  SHORT_FORM: 'A shorter printed form.', VARIANT: 'Another printed form.', SUSPECTED_MISPRINT: 'Printed so, very likely by mistake.',
  FORMER_NAME: 'An earlier or later name.', EXTERNAL: 'Known from an outside record only, such as 国务院令第576号 for a regulation that the gazette cites without number.',
});

@GraphRow()
@ObjectType({ description: 'Another form of a name.' })
export class Alias {
  @Column(() => String, 'The form as printed.')
  name!: string;
  @Column(() => AliasKind, 'What sort of other name it is.')
  kind!: keyof typeof AliasKind;
  @Proved('Where it is printed so; empty when EXTERNAL.')
  evidence!: string[];
}

@InterfaceType({ implements: Node, description: 'A named thing: it can be looked up by its names, linked to, and traced to the source that mentions it.' })
export abstract class Entity extends Node {
  @Column(() => String, 'Canonical name: the fullest form printed in the issue.')
  name!: string;
  @Column(() => Basis, 'STATED when a loaded gazette names it; EXTERNAL when only an outside record does.')
  basis!: Basis;
  @Optional(() => String, 'Address of the outside record when basis is EXTERNAL; null otherwise.')
  sourceUrl!: string | null;
  @Related(() => [Alias], { pattern: '(p)<-[:ALIAS_OF]-(n:Alias)' }, 'Other printed forms of the same thing: short names, typos, OCR damage, later or earlier names.')
  aliases!: Alias[];
  @Proved('Where the sources state this. Empty only when basis is EXTERNAL.')
  evidence!: string[];
}
