import { setTimeout as pause } from 'node:timers/promises';
import neo4j, { type BookmarkManager, type Driver, type Session } from 'neo4j-driver';
import { storeUnavailable } from '../errors';
import { DATABASE, driverFor } from './driver';
import { Fuse } from './fuse';
import { Line } from './line';

/** How many are answered at once, and how long one more waits for a slot. */
const SLOTS = 2;
const WAIT_MS = 2_000;
/** When a thread of the database dies of a statement, its connection stays open and never answers. */
const SILENT_MS = 60_000;
/** Rows that come at a time: what comes is read before it is known how much it is. */
const FETCH = 20;

/** One connection of its own, used for one thing at a time. */
class Slot {
  readonly fuse = new Fuse();
  private driver = this.connect();

  constructor(private readonly uri: string, private readonly user: string, private readonly password: string, private readonly bookmarkManager?: BookmarkManager) {}

  session(): Session {
    return this.driver.session({ defaultAccessMode: neo4j.session.READ, database: DATABASE, bookmarkManager: this.bookmarkManager });
  }

  /** Resolves when the database has done with it, or is given up. */
  async over(work: Promise<unknown>): Promise<void> {
    const silent = await Promise.race([work.then(() => false, () => false), pause(SILENT_MS, true, { ref: false })]);
    if (!silent) return;
    const before = this.driver;
    this.driver = this.connect();
    await before.close();
  }

  close(): Promise<void> {
    return this.driver.close();
  }

  private connect(): Driver {
    return driverFor(this.uri, this.user, this.password, { maxConnectionPoolSize: 1, useBigInt: true, fetchSize: FETCH, connectionLivenessCheckTimeout: 0 });
  }
}

/**
 * A few slots for what may be heavy. One is free again when the database has let go of what was asked,
 * which can be later than its caller is answered: so there is never more of it in the database than there are slots.
 */
export class Slots {
  private slots: Slot[] = [];
  private free: Slot[] = [];
  private readonly line = new Line({ places: SLOTS, longest: Infinity, patienceMs: WAIT_MS });

  /** With the bookmarks of a store it sees nothing older than that did. */
  async connect(uri: string, user: string, password: string, bookmarks?: BookmarkManager): Promise<void> {
    const before = this.slots;
    this.slots = Array.from({ length: SLOTS }, () => new Slot(uri, user, password, bookmarks));
    this.free = [...this.slots];
    await Promise.all(before.map((slot) => slot.close()));
  }

  async close(): Promise<void> {
    await Promise.all(this.slots.map((slot) => slot.close()));
  }

  /** Answered when the work is done; the slot is free when the database has let go of it. */
  use<T>(work: (session: Session, fuse: Fuse) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.line.inTurn(async () => {
        const slot = this.free.pop();
        if (!slot) throw storeUnavailable();
        const session = slot.session();
        const result = slot.fuse.run(() => work(session, slot.fuse));
        result.then(resolve, reject);
        await slot.over(result.then(() => session.close(), () => session.close()));
        // Not one of a database that is left since.
        if (this.slots.includes(slot)) this.free.push(slot);
      }).catch(reject);
    });
  }
}
