import { BoltServer, Failure, type Rows, type Script, type Statement } from './bolt-server';

/** What the graph has after a commit, as far as a load and those who watch for loads look at it. */
interface State { version: string | null; source: string | null; announced: string | null; announcedAt: number | null; loadedAt: string; hashes: ReadonlyMap<string, unknown>; relations: readonly unknown[][] }
const EMPTY: State = { version: null, source: null, announced: null, announcedAt: null, loadedAt: '', hashes: new Map(), relations: [] };

/** One machine of the cluster; a follower has only so many of the commits. */
interface Member { name: string; server: BoltServer; applied: number; seen: Statement[]; script: (statement: Statement) => void | Promise<void> }
interface Row { properties: { id: string; hash: unknown }; element: string; hash: unknown }
interface Draft { state: State; member: Member }

/** Plays a leader and two followers of Neo4j: who may write, who is how far behind, who is in the routing table. */
export class Cluster {
  readonly members: Member[] = [];
  leader!: Member;
  /** How long a commit takes to get to the followers. */
  lagMs = 0;
  /** Before a commit is taken: may fail it, or make another one the leader. */
  committing: (number: number) => void = () => undefined;
  /** After it was taken: an error loses the connection before the client hears of it. */
  committed: (number: number) => void = () => undefined;
  commits: State[] = [EMPTY];
  private readonly drafts = new Map<symbol, Draft>();
  private locked: { by: symbol; free: Promise<void>; release: () => void } | undefined;

  static async start(): Promise<Cluster> {
    const cluster = new Cluster();
    for (const name of ['a', 'b', 'c']) {
      const member: Member = { name, applied: 0, seen: [], script: () => undefined, server: new BoltServer({ table: () => cluster.table(), begin: (mode, bookmarks) => cluster.begin(member, mode, bookmarks), run: (statement) => cluster.run(member, statement), end: (transaction) => cluster.end(member, transaction), undo: (transaction) => cluster.undo(transaction) } satisfies Script) };
      await member.server.start();
      cluster.members.push(member);
    }
    cluster.leader = cluster.members[0] as Member;
    return cluster;
  }

  get uri(): string { return `neo4j://${this.members.map(({ server }) => server.address)[0]}`; }
  get state(): State { return this.commits.at(-1) as State; }
  get followers(): Member[] { return this.members.filter((member) => member !== this.leader); }
  async stop(): Promise<void> { await Promise.all(this.members.map(({ server }) => server.stop())); }

  elect(name: string): void {
    this.leader = this.members.find((member) => member.name === name) as Member;
    this.leader.applied = this.commits.length - 1;
  }

  private table(): ReturnType<Script['table']> {
    const at = (members: Member[]): string[] => members.map(({ server }) => server.address);
    return { servers: [{ role: 'WRITE', addresses: at([this.leader]) }, { role: 'READ', addresses: at(this.followers) }, { role: 'ROUTE', addresses: at(this.members) }] };
  }

  private async begin(member: Member, mode: Statement['mode'], bookmarks: string[]): Promise<symbol> {
    if (mode === 'WRITE' && member !== this.leader) throw new Failure('Neo.ClientError.Cluster.NotALeader');
    await this.caughtUp(member, bookmarks);
    const transaction = Symbol('transaction');
    this.drafts.set(transaction, { state: this.stateAt(member), member });
    return transaction;
  }

  private async run(member: Member, statement: Statement): Promise<Rows> {
    member.seen.push(statement);
    await member.script(statement);
    if (statement.mode === 'WRITE' && !statement.transaction && member !== this.leader) throw new Failure('Neo.ClientError.Cluster.NotALeader');
    await this.caughtUp(member, statement.bookmarks);
    if (statement.transaction) return this.change(statement.transaction, statement);
    return read(this.stateAt(member), statement);
  }

  /** As LOCK and ANNOUNCE do in the database: nobody else passes until the transaction has ended. */
  private async lock(transaction: symbol): Promise<void> {
    while (this.locked && this.locked.by !== transaction) await this.locked.free;
    let release = (): void => undefined;
    this.locked ??= { by: transaction, free: new Promise((resolve) => { release = resolve; }), release: () => release() };
  }

  private async change(transaction: symbol, { cypher, params }: Statement): Promise<Rows> {
    const draft = this.drafts.get(transaction);
    if (!draft) throw new Failure('Neo.ClientError.Transaction.TransactionNotFound');
    if (cypher.includes('g.lockedAt')) {
      await this.lock(transaction);
      draft.state = this.state;
    }
    const { state } = draft;
    const rows = (params.rows ?? []) as Row[];
    if (cypher.startsWith('MERGE (g:GraphVersion')) return one({ version: state.version, announced: state.announced });
    if (cypher.includes('coalesce(g.announced, $by)')) {
      if (state.announced !== null && state.announced !== params.by) return { fields: ['version'], rows: [] };
      draft.state = { ...state, announced: params.token as string | null, announcedAt: Date.now() };
      return one({ version: state.version });
    }
    if (cypher.startsWith('UNWIND $rows AS row CREATE') || cypher.startsWith('UNWIND $rows AS row MATCH (n:Node {id: row.properties.id})')) {
      const ids = rows.map(({ properties }) => properties.id);
      if (cypher.includes('CREATE') && ids.some((id) => state.hashes.has(id))) throw new Failure('Neo.ClientError.Schema.ConstraintValidationFailed');
      draft.state = { ...state, hashes: new Map([...state.hashes, ...rows.map(({ properties: { id, hash } }) => [id, hash] as const)]) };
      return one({ elements: ids });
    }
    if (cypher.includes('SET n.hash = row.hash')) draft.state = { ...state, hashes: new Map([...state.hashes, ...rows.map(({ element, hash }) => [element, hash] as const)]) };
    if (cypher.startsWith('UNWIND $ids AS id MATCH (n:Node {id: id})-[r]->() DELETE r')) draft.state = { ...state, relations: state.relations.filter(([from]) => !(params.ids as unknown[]).includes(from)) };
    if (cypher.startsWith('UNWIND $rows AS row MATCH (a)')) {
      draft.state = { ...state, relations: [...state.relations, ...rows as unknown as unknown[][]] };
      return one({ count: rows.length });
    }
    if (cypher.includes('SET g.version = $version')) {
      draft.state = { ...state, version: params.version as string, source: params.source as string | null, announced: params.token as string | null, announcedAt: Date.now(), loadedAt: params.loadedAt as string };
    }
    return { fields: [], rows: [] };
  }

  private async end(member: Member, transaction: symbol | null): Promise<string> {
    if (!transaction) return `commit:${member === this.leader ? this.commits.length - 1 : member.applied}`;
    this.committing(this.commits.length);
    if (member !== this.leader) throw new Failure('Neo.ClientError.Cluster.NotALeader');
    const draft = this.drafts.get(transaction);
    if (draft) this.commits.push(draft.state);
    this.undo(transaction);
    const number = this.commits.length - 1;
    for (const each of this.members) {
      if (each === this.leader || this.lagMs === 0) each.applied = number;
      else setTimeout(() => { each.applied = Math.max(each.applied, number); }, this.lagMs).unref();
    }
    this.committed(number);
    return `commit:${number}`;
  }

  private undo(transaction: symbol): void {
    this.drafts.delete(transaction);
    if (this.locked?.by !== transaction) return;
    const { release } = this.locked;
    this.locked = undefined;
    release();
  }

  private stateAt(member: Member): State {
    return this.commits[member.applied] ?? EMPTY;
  }

  private async caughtUp(member: Member, bookmarks: string[]): Promise<void> {
    const wanted = Math.max(0, ...bookmarks.map((bookmark) => Number(bookmark.split(':')[1])));
    for (const until = Date.now() + 3_000; member.applied < wanted;) {
      if (Date.now() > until) throw new Failure('Neo.TransientError.Transaction.BookmarkTimeout');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

const one = (row: Record<string, unknown>): Rows => ({ fields: Object.keys(row), rows: [Object.values(row)] });

function read(state: State, { cypher }: Statement): Rows {
  if (cypher.includes('AS stamp')) return state.version === null ? { fields: ['stamp', 'announced'], rows: [] } : one({ stamp: `${state.version} ${state.loadedAt}`, announced: state.announced !== null });
  if (cypher.includes('AS since')) return state.version === null ? { fields: ['version'], rows: [] } : one({ version: state.version, source: state.source, announced: state.announced, since: state.announcedAt === null ? null : Date.now() - state.announcedAt });
  if (cypher.includes('AS owner')) return { fields: ['id', 'element', 'hash', 'label', 'name', 'file', 'owner'], rows: [...state.hashes].map(([id, hash]) => [id, id, hash, 'Unit', null, null, null]) };
  if (cypher.startsWith('CALL db.awaitIndexes')) return { fields: [], rows: [] };
  return one({ nodes: state.hashes.size });
}
