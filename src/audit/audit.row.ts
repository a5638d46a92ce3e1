import { Ctx, Field, Int, ObjectType, Root } from 'type-graphql';
import { Citation, Document } from '../documents/document.row';
import { DocumentStatus } from '../documents/effect.row';
import { Unit } from '../units/unit.row';
import { UnitChange } from '../people/person.row';
import { Responsibility } from '../tasks/task.row';
import type { RequestContext } from '../query/context';
import { Related } from '../query/relation';
import { hydrate } from '../query/row';
import { question } from '../store/cypher';
import type { Row } from '../store/reader';

const THINGS_RECORDED = question('audit/things-recorded');

/** What a finding knows by id only; also what is no longer recorded, for an old report. */
async function recorded<T>(context: RequestContext, id: string): Promise<T | null> {
  const [found] = await context.rowsOf(THINGS_RECORDED, id);
  return found ? hydrate<T>(found.row as Row) : null;
}

@ObjectType({ description: 'A document that rests, directly or through others, on another one, and the shortest way from it there.' })
export class DependencyFinding {
  documentId!: string;
  rootId!: string;
  chainIds!: () => Promise<string[]>;
  @Field(() => Document, { description: 'The document that rests.' })
  document(@Root() root: DependencyFinding, @Ctx() context: RequestContext): Promise<Document | null> { return recorded<Document>(context, root.documentId); }
  @Field(() => Document, { description: 'The document that it rests on in the end.' })
  rootCause(@Root() root: DependencyFinding, @Ctx() context: RequestContext): Promise<Document | null> { return recorded<Document>(context, root.rootId); }
  @Field(() => DocumentStatus, { description: 'The root cause’s status on the day asked for.', simple: true })
  status!: DocumentStatus;
  @Field(() => Int, { description: 'Number of citations in the chain, from 1.', simple: true })
  depth!: number;
  @Field(() => [Citation], { description: 'The citations of the shortest chain, from the document to the root cause; of several equally short the one printed first.' })
  async chain(@Root() root: DependencyFinding, @Ctx() context: RequestContext): Promise<(Citation | null)[]> {
    return Promise.all((await root.chainIds()).map((id) => recorded<Citation>(context, id)));
  }
}

@ObjectType({ description: 'A citation whose cited document held when the citing one was signed, and does not hold on the day asked for.' })
export class LostBasis {
  citationId!: string;
  @Field(() => Citation, { description: 'The citation.' })
  citation(@Root() root: LostBasis, @Ctx() context: RequestContext): Promise<Citation | null> { return recorded<Citation>(context, root.citationId); }
  @Field(() => DocumentStatus, { description: 'Status of the cited document on the day the citing one was signed.', simple: true })
  whenSigned!: DocumentStatus;
  @Field(() => DocumentStatus, { description: 'Its status on the day asked for.', simple: true })
  now!: DocumentStatus;
}

@ObjectType({ description: 'A unit that was renamed, merged, split, taken over or ended (or shows a succession), with what still names it.' })
export class ChangedParty {
  id!: string;
  changeId!: string;
  @Field(() => Unit, { description: 'The unit as it was before.' })
  unit(@Root() root: ChangedParty, @Ctx() context: RequestContext): Promise<Unit | null> { return context.byId<Unit>(root.id); }
  @Field(() => UnitChange, { description: 'What happened to it.' })
  change(@Root() root: ChangedParty, @Ctx() context: RequestContext): Promise<UnitChange | null> { return context.byId<UnitChange>(root.changeId); }
  @Related(() => [Document], { pattern: '(p)<-[:ISSUED_BY]-(n:Document)' }, 'Documents that it issued.')
  issued!: Document[];
  @Related(() => [Responsibility], { pattern: '(p)<-[:HELD_BY]-(n:Responsibility)', where: "n.view <> 'EXPANDED'" }, 'Duties that are laid on it.')
  duties!: Responsibility[];
}
