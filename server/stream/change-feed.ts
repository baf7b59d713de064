import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../config/log.ts';
import type { Queryable } from '../db/database.ts';
import type { StreamCursor } from './cursor.ts';
import { readChanges, readPosition, type SeenChange } from './read-changes.ts';

export interface FeedSettings {
  readonly db: Queryable;
  /** The fields whose former values are wanted. */
  readonly watched: () => Promise<readonly string[]>;
  /** Gets changes in their order, one call after another; `until` only with the last page of a read. */
  readonly deliver: (changes: readonly SeenChange[], until: StreamCursor | null) => Promise<void>;
  readonly log: Log;
}

/** Milliseconds between two reads, however much is written. */
const pace = 40;
/** A statement that commits by itself is announced before it ends: after a wake that found nothing, look again. */
const secondLooks = [60, 250];

/** The one reader of a workspace's change log in this process. */
export class ChangeFeed {
  readonly #settings: FeedSettings;
  #position: StreamCursor | null = null;
  #lastRead = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | null = null;
  #again: Promise<void> | null = null;
  #joining: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(settings: FeedSettings) {
    this.#settings = settings;
  }

  async start(): Promise<void> {
    this.#position = await readPosition(this.#settings.db);
  }

  /** Everything visible here has been delivered. */
  get position(): StreamCursor {
    if (!this.#position) throw new Error('The feed has not been started');
    return this.#position;
  }

  /** Runs `join` when all that is committed by now has been delivered, and before anything more is. Throws when reading fails. */
  async join(join: () => void): Promise<void> {
    this.#joining.push(join);
    await this.refresh();
  }

  /** Resolves when everything committed before this call has been delivered. */
  refresh(): Promise<void> {
    if (!this.#reading) return this.#read();
    this.#again ??= this.#reading.catch(() => undefined).then(() => this.#read());
    return this.#again;
  }

  /** Somebody has written, or is about to. */
  wake(): void {
    this.#look(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#reading?.catch(() => undefined);
  }

  #look(turn: number): void {
    if (this.#stopped) return;
    const before = this.position.snapshot;
    this.refresh().then(
      () => {
        const pause = secondLooks[turn];
        if (this.#stopped || before !== this.position.snapshot || pause === undefined) return;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#look(turn + 1), pause);
      },
      (error: unknown) => this.#settings.log.error({ err: error }, 'Reading changes for streams failed'),
    );
  }

  #read(): Promise<void> {
    this.#again = null;
    const joining = this.#joining.splice(0);
    const reading = this.#readOn()
      .then(() => {
        for (const join of joining) join();
      })
      .finally(() => {
        if (this.#reading === reading) this.#reading = null;
      });
    this.#reading = reading;
    return reading;
  }

  async #readOn(): Promise<void> {
    const { db, watched, deliver } = this.#settings;
    const wait = this.#lastRead + pace - performance.now();
    if (wait > 0) await delay(wait);
    this.#lastRead = performance.now();
    const since = this.position;
    const fields = await watched();
    let page = await readChanges(db, since, null, fields);
    const { until } = page;
    for (; page.next; page = await readChanges(db, since, until, fields, page.next)) await deliver(page.changes, null);
    if (page.changes.length > 0) await deliver(page.changes, until);
    this.#position = until;
  }
}
