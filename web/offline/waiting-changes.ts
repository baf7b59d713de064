import type { AnyRecord } from '../../shared/nouns/value.ts';
import { findProblem, isOffline } from '../i18n/problem-text.ts';
import type { ChangeMade, WaitingChange } from './waiting-change.ts';

/** Where changes wait. */
export interface WaitingStore {
  /** Whose device it is now; null when nobody is signed in. */
  findReader(): Promise<string | null>;
  /** In the order in which they were made. */
  listWaiting(reader: string): Promise<readonly WaitingChange[]>;
  addWaiting(change: Omit<WaitingChange, 'position'>): Promise<void>;
  putWaiting(change: WaitingChange): Promise<void>;
  removeWaiting(position: number): Promise<void>;
}

/** Sends a change as it stands and answers what the record is now. Throws ApiError. */
export type Transmit = (change: WaitingChange) => Promise<AnyRecord>;
/** Hears of each change that the server has taken. */
type OnSent = (change: WaitingChange, record: AnyRecord) => void;

/**
 * The changes that wait on this device for the network. They are sent one after another, in the order in which they were
 * made; one that the server refuses, or that meets what somebody else made of the same fields, stays until the person has
 * decided, and with it those of the same record after it. Nothing goes but what was sent or what the person drops.
 */
export class WaitingChanges {
  readonly #store: WaitingStore;
  readonly #watchers = new Set<() => void>();
  readonly #askers = new Set<() => void>();
  #known: readonly WaitingChange[] = [];
  #sending: Promise<void> | null = null;

  constructor(store: WaitingStore) {
    this.#store = store;
  }

  /** What waits, as last read; the same array until it changes. */
  readonly list = (): readonly WaitingChange[] => this.#known;

  readonly watch = (tell: () => void): (() => void) => {
    this.#watchers.add(tell);
    return () => this.#watchers.delete(tell);
  };

  /** Calls `ask` when the person has decided something that can be sent at once. */
  readonly whenDecided = (ask: () => void): (() => void) => {
    this.#askers.add(ask);
    return () => this.#askers.delete(ask);
  };

  /** Keeps changes until they can be sent. Resolves once they lie on the device; rejects where nothing can be kept. */
  async add(...changes: readonly ChangeMade[]): Promise<void> {
    const reader = await this.#store.findReader();
    if (reader === null) throw new Error('Nobody is signed in on this device');
    for (const change of changes) await this.#store.addWaiting({ ...change, reader, at: Date.now(), state: 'waiting' });
    await this.read();
  }

  /** Whether something of the record is still to be sent: what is changed after it goes after it. */
  holds(id: string): boolean {
    return this.#known.some((one) => one.id === id && one.state === 'waiting');
  }

  /** Those of the records that wait to be deleted stay after all; answers which. */
  async takeBackDeletion(ids: readonly string[]): Promise<readonly string[]> {
    const found = this.#known.filter((one) => one.kind === 'delete' && ids.includes(one.id));
    for (const { position } of found) await this.#store.removeWaiting(position);
    await this.read();
    return found.map(({ id }) => id);
  }

  /** Reads what waits: at the start, and when another tab has changed it. */
  async read(): Promise<void> {
    const reader = await this.#store.findReader();
    const found = reader === null ? [] : await this.#store.listWaiting(reader);
    // Hardly ever does anything wait, and every row of a list listens.
    if (found.length + this.#known.length === 0) return;
    this.#known = found;
    for (const tell of this.#watchers) tell();
  }

  /** Sends what can be sent, until the network is gone again. A second call joins the one under way. */
  send(transmit: Transmit, onSent: OnSent): Promise<void> {
    this.#sending ??= this.#sendAll(transmit, onSent).finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  /** The person's value stands, upon what the record is now. */
  async keepMine(change: WaitingChange): Promise<void> {
    const version = change.current?.version ?? change.version;
    await this.#put({ ...waiting(change), version, before: change.current ?? change.before, key: newKey() });
    this.#decided();
  }

  /** Once more, as it was: what stood in its way may be gone. */
  async retry(change: WaitingChange): Promise<void> {
    await this.#put(waiting(change));
    this.#decided();
  }

  /** The change is given up; of a new record, so are those that were made to it since. */
  async drop({ position, kind, id }: WaitingChange): Promise<void> {
    const rest = kind === 'create' ? this.#known.filter((one) => one.id === id) : [];
    for (const one of rest) await this.#store.removeWaiting(one.position);
    await this.#store.removeWaiting(position);
    await this.read();
    this.#decided();
  }

  #decided(): void {
    for (const ask of this.#askers) ask();
  }

  async #sendAll(transmit: Transmit, onSent: OnSent): Promise<void> {
    /** Records whose next change must wait for the person. */
    const stuck = new Set<string>();
    for (;;) {
      await this.read();
      const next = this.#known.find((one) => one.state === 'waiting' && !isStuck(one, stuck, this.#known));
      if (!next) return;
      const outcome = await this.#sendOne(next, transmit, onSent);
      if (outcome === 'away') return;
      if (outcome === 'stuck') stuck.add(next.id);
    }
  }

  async #sendOne(
    change: WaitingChange,
    transmit: Transmit,
    onSent: OnSent,
  ): Promise<'sent' | 'stuck' | 'away' | 'again'> {
    try {
      const record = await transmit(change);
      await this.#settle(change, record);
      onSent(change, record);
      return 'sent';
    } catch (error) {
      const problem = findProblem(error);
      if (isOutOfReach(error)) return 'away';
      if (!problem) throw error;
      const current = problem.status === 412 ? (problem.params.current as AnyRecord | undefined) : undefined;
      if (!current) await this.#put({ ...change, state: 'refused', problem });
      else if (touchesSame(change, current)) await this.#put({ ...change, state: 'conflict', current });
      else {
        // Others changed other fields: this change goes upon theirs.
        await this.#put({ ...change, version: current.version, key: newKey() });
        return 'again';
      }
      return 'stuck';
    }
  }

  /** What was made upon a change that is through goes upon what came of it. */
  async #settle(done: WaitingChange, record: AnyRecord): Promise<void> {
    for (const later of this.#known.filter(({ position }) => position > done.position)) {
      const renamed = done.kind === 'create' ? rename(later, done.id, record.id) : later;
      const next = later.id === done.id && later.version !== null ? follow(renamed, done, record) : renamed;
      if (next !== later) await this.#store.putWaiting(next);
    }
    await this.#store.removeWaiting(done.position);
    await this.read();
  }

  async #put(change: WaitingChange): Promise<void> {
    await this.#store.putWaiting(change);
    await this.read();
  }
}

/** A name that nothing else has: of a change, or of a record until the server names it. */
export const newKey = (): string => Array.from(crypto.getRandomValues(new Uint32Array(4)), toHex).join('');

const toHex = (number: number) => number.toString(16).padStart(8, '0');

function waiting({ problem: _problem, current: _current, ...change }: WaitingChange): WaitingChange {
  return { ...change, state: 'waiting' };
}

/** Nobody answered, or not now: nothing is said of the change itself. */
function isOutOfReach(error: unknown): boolean {
  const problem = findProblem(error);
  if (isOffline(error)) return true;
  return problem !== null && (problem.status >= 500 || [401, 429].includes(problem.status) || isOfNow(problem.code));
}

/** The same change is under way, or the browser is in another workspace at this moment. */
const isOfNow = (code: string) => code === 'idempotencyInProgress' || code === 'pageOfAnother';

/** Whether an earlier change of the record, or a record it points at, has not come through. */
function isStuck(change: WaitingChange, stuck: ReadonlySet<string>, all: readonly WaitingChange[]): boolean {
  if (stuck.has(change.id)) return true;
  const earlier = all.filter(({ position }) => position < change.position);
  if (earlier.some((one) => one.id === change.id)) return true;
  const unborn = earlier.filter(({ kind }) => kind === 'create').map(({ id }) => id);
  const json = JSON.stringify(change.values);
  return unborn.some((id) => json.includes(`"${id}"`));
}

/**
 * The next change of the same record, upon what came of the one before it; as it was where somebody else has changed one of its
 * fields, so that it is refused and not slipped over theirs.
 */
function follow(later: WaitingChange, done: WaitingChange, record: AnyRecord): WaitingChange {
  if (later.kind === 'delete') return later.version === done.version ? { ...later, version: record.version } : later;
  const own = Object.fromEntries(Object.keys(done.values).map((field) => [field, record[field]]));
  const next = { ...later, before: { ...later.before, ...own }, version: record.version };
  return done.kind === 'update' && touchesSame(next, record) ? later : next;
}

/** Whether somebody changed a field that this change is about, to another value than this one's. Who deletes is about them all. */
function touchesSame({ kind, values, shown, before }: WaitingChange, current: AnyRecord): boolean {
  if (kind === 'delete') return true;
  return Object.keys(values).some((field) => ![before, shown].some((one) => bare(one[field]) === bare(current[field])));
}

/** A value as text without what references are called: an answer to a write leaves that out. */
const bare = (value: unknown): string =>
  JSON.stringify(value ?? null, (name, part: unknown) => (name === 'label' ? undefined : part));

/** The change with the name that the server gave to a new record. */
function rename(change: WaitingChange, from: string, to: string): WaitingChange {
  const json = JSON.stringify([change.id, change.values, change.shown]);
  if (!json.includes(`"${from}"`)) return change;
  const [id, values, shown] = JSON.parse(json.replaceAll(`"${from}"`, `"${to}"`)) as [
    string,
    WaitingChange['values'],
    WaitingChange['shown'],
  ];
  return { ...change, id, values, shown };
}
