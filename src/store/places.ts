import { setTimeout as pause } from 'node:timers/promises';
import neo4j, { type Driver, type Session } from 'neo4j-driver';
import { overloaded, storeUnavailable } from '../errors';
import { DATABASE, driverFor } from './driver';
import { Fuse } from './fuse';

/** How many are answered at once, and how long one more waits for a place. */
const PLACES = 2;
const WAIT_MS = 2_000;
/** When a thread of the database dies of a statement, its connection stays open and never answers. */
const SILENT_MS = 60_000;
/** Rows that come at a time: what comes is read before it is known how much it is. */
const FETCH = 20;

/** One connection of its own, used for one thing at a time. */
class Place {
  readonly fuse = new Fuse();
  private driver = this.connect();

  constructor(private readonly uri: string, private readonly user: string, private readonly password: string) {}

  session(): Session {
    return this.driver.session({ defaultAccessMode: neo4j.session.READ, database: DATABASE });
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
 * A few places where something is asked that may be heavy. One is free again when the database has let go of what was asked,
 * which can be later than its caller is answered: so there is never more of it in the database than there are places.
 */
export class Places {
  private places: Place[] = [];
  private free: Place[] = [];
  private readonly waiting: ((place: Place) => void)[] = [];

  async connect(uri: string, user: string, password: string): Promise<void> {
    const before = this.places;
    this.places = Array.from({ length: PLACES }, () => new Place(uri, user, password));
    this.free = [];
    for (const place of this.places) this.release(place);
    await Promise.all(before.map((place) => place.close()));
  }

  async close(): Promise<void> {
    await Promise.all(this.places.map((place) => place.close()));
  }

  async use<T>(work: (session: Session, fuse: Fuse) => Promise<T>): Promise<T> {
    const place = await this.take();
    const session = place.session();
    const result = place.fuse.run(() => work(session, place.fuse));
    const closed = result.then(() => session.close(), () => session.close());
    void place.over(closed).finally(() => this.release(place));
    return result;
  }

  private async take(): Promise<Place> {
    if (this.places.length === 0) throw storeUnavailable();
    const place = this.free.pop();
    if (place) return place;
    return new Promise((resolve, reject) => {
      const turn = (found: Place): void => {
        clearTimeout(timer);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(turn), 1);
        reject(overloaded());
      }, WAIT_MS);
      this.waiting.push(turn);
    });
  }

  private release(place: Place): void {
    if (!this.places.includes(place)) return;
    const next = this.waiting.shift();
    if (next) next(place);
    else this.free.push(place);
  }
}
