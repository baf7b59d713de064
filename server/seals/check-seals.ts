import type { Queryable } from '../db/database.ts';
import { findForgedErasures } from '../privacy/erase-changes.ts';
import { sealListener } from './seal.listener.ts';
import {
  findAlteredTakings,
  findIds,
  findUnsealed,
  type Head,
  readSeals,
  readTail,
  type StoredSeal,
} from './seal.repository.ts';
import { hashOfSeal, noHash } from './seal-hash.ts';

/** What is wrong with a log, in the order it was found; of each sort the first few. */
export interface Fault {
  /** A change that holds something else, or belongs to an erasure that was altered, is gone or was put in; a seal that does not follow from the one before it, or is gone; something taken out of which the logs differ. */
  readonly sort: 'changed' | 'removed' | 'added' | 'sealBroken' | 'sealMissing' | 'taking';
  /** Of the change, of the seal, or of the line of the access log. */
  readonly id: string;
}

export interface SealReport {
  readonly faults: readonly Fault[];
  /** Faults there are beyond those that are named. */
  readonly more: number;
  readonly seals: number;
  readonly changes: number;
  /** Written and not sealed yet: of these nothing can be said. */
  readonly unsealed: number;
  /** To be kept elsewhere: what was sealed before it can not be made up anew without being found out. */
  readonly head: Head | null;
  /** Whether the head given belongs to this chain; null where none was given. */
  readonly holds: boolean | null;
}

/** A head that was kept elsewhere. */
export type KeptHead = Pick<Head, 'number' | 'hash'>;

const atOnce = 50;
const mostNamed = 20;

/** Goes through the whole chain and every change it covers. Changes nothing. */
export async function checkSeals(db: Queryable, kept?: KeptHead): Promise<SealReport> {
  const tail = await readTail(db, sealListener.name);
  const walk = new Walk(tail.droppedBefore, kept);
  for (let seals = await readSeals(db, '0', atOnce); seals.length > 0; ) {
    for (const seal of seals) await walk.visit(db, seal);
    seals = await readSeals(db, seals.at(-1)?.number ?? '0', atOnce);
  }
  const added = await findUnsealed(db, sealListener.name, mostNamed);
  for (const { id } of added) walk.find('added', id);
  for (const { id } of await findForgedErasures(db, mostNamed)) walk.findOnce('changed', id);
  for (const { id } of await findAlteredTakings(db, mostNamed)) walk.find('taking', id);
  const more = walk.more + Math.max((added[0]?.count ?? 0) - added.length, 0);
  const { faults, seals, changes, head } = walk;
  const holds = kept ? walk.holds : null;
  return { faults, more, seals, changes, unsealed: tail.unsealed, head, holds };
}

class Walk {
  readonly faults: Fault[] = [];
  more = 0;
  seals = 0;
  changes = 0;
  head: Head | null = null;
  holds = false;
  readonly #droppedBefore: string | null;
  readonly #kept: KeptHead | undefined;

  constructor(droppedBefore: string | null, kept: KeptHead | undefined) {
    this.#droppedBefore = droppedBefore;
    this.#kept = kept;
  }

  find(sort: Fault['sort'], id: string): void {
    if (this.faults.filter((fault) => fault.sort === sort).length < mostNamed) this.faults.push({ sort, id });
    else this.more += 1;
  }

  findOnce(sort: Fault['sort'], id: string): void {
    if (!this.faults.some((fault) => fault.sort === sort && fault.id === id)) this.find(sort, id);
  }

  async visit(db: Queryable, seal: StoredSeal): Promise<void> {
    const { number, at, hash, ids, digests } = seal;
    const expected = BigInt(this.head?.number ?? 0) + 1n;
    for (let missing = expected; missing < BigInt(number); missing += 1n) {
      this.find('sealMissing', String(missing));
      if (missing - expected > mostNamed) break;
    }
    // After a seal that is gone nothing follows; the next are held against each other again.
    const follows = BigInt(number) === expected;
    if (follows && hashOfSeal(this.head?.hash ?? noHash, seal) !== hash) this.find('sealBroken', number);
    const suspects: string[] = [];
    for (const [index, id] of ids.entries()) {
      if (seal.now[id] === digests[index]) continue;
      if (seal.now[id] !== undefined) this.find('changed', id);
      else suspects.push(id);
    }
    await this.#lookFor(db, seal, suspects);
    this.seals += 1;
    this.changes += ids.length;
    this.head = { number, at, hash };
    if (this.#kept?.number === number) this.holds = this.#kept.hash === hash;
  }

  /**
   * What is not where it was: retention took it, its moment was changed, or it was removed. A seal that reaches over the edge of what retention
   * dropped does not say which of its changes lay before.
   */
  async #lookFor(db: Queryable, { firstAt }: StoredSeal, suspects: readonly string[]): Promise<void> {
    if (suspects.length === 0) return;
    const dropped = this.#droppedBefore !== null && Date.parse(firstAt) < Date.parse(this.#droppedBefore);
    if (dropped) return;
    const there = await findIds(db, suspects);
    for (const id of suspects) this.find(there.has(id) ? 'changed' : 'removed', id);
  }
}
