import type neo4j from 'neo4j-driver';
import type { ProfiledPlan } from 'neo4j-driver';
import type { Address } from './child';

/** The module a server uses: each has its own copy. */
export type Driver = typeof neo4j;
type Run = (query: string | { text: string; parameters?: Record<string, unknown> }, parameters?: Record<string, unknown>, ...rest: unknown[]) => unknown;
interface Runner { run: Run }
export interface Profile { cypher: string; dbHits: number; rows: number }

/**
 * What statements a server sends, and what they cost the database. Nothing of it is in place while anything is timed: the
 * driver's methods are exchanged when recording begins, and put back when it ends.
 */
export class Recorder {
  private readonly sent: { cypher: string; params: Record<string, unknown> }[] = [];
  private restore: () => void = () => undefined;

  constructor(private readonly driver: Driver, private readonly address: Address) {}

  begin(): void {
    this.sent.length = 0;
    // A managed transaction runs its statements through a transaction, and that by itself through neither of the others.
    const prototypes = [this.driver.Session.prototype, this.driver.Transaction.prototype] as unknown as Runner[];
    const originals = prototypes.map((prototype) => prototype.run);
    const { sent } = this;
    prototypes.forEach((prototype, at) => {
      const original = originals[at] as Run;
      prototype.run = function run(this: Runner, query, parameters, ...rest) {
        sent.push(typeof query === 'string' ? { cypher: query, params: parameters ?? {} } : { cypher: query.text, params: query.parameters ?? {} });
        return original.call(this, query, parameters, ...rest);
      };
    });
    this.restore = () => prototypes.forEach((prototype, at) => { prototype.run = originals[at] as Run; });
  }

  /** Runs again, with PROFILE, what was sent since. */
  async end(): Promise<Profile[]> {
    this.restore();
    const { uri, user, password } = this.address;
    const driver = this.driver.driver(uri, this.driver.auth.basic(user, password));
    const session = driver.session({ defaultAccessMode: this.driver.session.READ, database: 'neo4j' });
    try {
      const profiles: Profile[] = [];
      for (const { cypher, params } of this.sent) {
        const { records, summary } = await session.run(`PROFILE ${cypher}`, params);
        profiles.push({ cypher, dbHits: summary.profile ? hits(summary.profile) : 0, rows: records.length });
      }
      return profiles;
    } finally {
      await session.close();
      await driver.close();
    }
  }
}

const hits = (plan: ProfiledPlan): number => Number(plan.dbHits) + plan.children.reduce((sum, child) => sum + hits(child), 0);
