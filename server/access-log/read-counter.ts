import type { Door } from '../../shared/contract/doors.ts';
import type { OversightSettings } from '../../shared/contract/oversight-settings.ts';
import { AppError } from '../../shared/errors.ts';
import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import type { Log } from '../config/log.ts';
import type { Context } from '../context.ts';
import { type Access, addReads, appendAccess, type ReadCount } from './access-log.repository.ts';
import { type Oversight, readOversight } from './oversight.repository.ts';
import { ReadToday } from './read-limit.ts';
import { ReadWhileStopped } from './read-while-stopped.ts';

/** Whence a request came. */
export interface Entry {
  readonly door: Door;
  /** The client's; empty for a program on the same machine. */
  readonly address: string;
}

/** What an answer showed. */
export interface Seen {
  readonly kind: 'listed' | 'opened' | 'figures';
  readonly count: number;
  /** Of nouns whose reading is kept. */
  readonly ids?: readonly string[] | null;
  /** What the ids were asked for by, where it says something. */
  readonly details?: object;
}

export interface ReadCounterOptions {
  readonly log: Log;
  /** Told of each workspace that something was written down of. */
  readonly afterFlush?: (ctx: Context) => Promise<void>;
  /** Milliseconds between writing down and looking who is stopped; none of it happens by itself at 0. */
  readonly interval?: number;
}

/** Lines held at most until they are written down: beyond, the oldest are lost, and the server's log says how many. */
const mostHeld = 20_000;

interface Held {
  /** Of the last request; only its workspace and database are used. */
  ctx: Context;
  oversight: Oversight | null;
  readonly today: ReadToday;
  readonly whileStopped: ReadWhileStopped;
  readonly counts: Map<string, { -readonly [K in keyof ReadCount]: ReadCount[K] }>;
  accesses: Access[];
  idle: number;
  /** Whether there is something to look at though nothing is to be written. */
  hasNews: boolean;
}

/**
 * Keeps account of what the requests of a process read, in memory, and writes it down every few seconds and at the end: reading waits for none
 * of it. What a process that is killed had not yet written is lost.
 */
export class ReadCounter {
  readonly #options: ReadCounterOptions;
  readonly #workspaces = new Map<string, Held>();
  readonly #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> = Promise.resolve();

  constructor(options: ReadCounterOptions) {
    this.#options = options;
    const { interval = 2_000 } = options;
    if (interval > 0) this.#timer = setInterval(() => void this.flush(), interval).unref();
  }

  /** Learns how reading is watched in the workspace, by one question for the first request of a process; nothing to wait for later. */
  prepare(ctx: Context): Promise<void> | undefined {
    const held = this.#workspaces.get(ctx.workspace.id) ?? openFor(ctx);
    this.#workspaces.set(ctx.workspace.id, held);
    held.ctx = ctx;
    return held.oversight ? undefined : this.refresh(ctx);
  }

  /** Whether the reading of anything is kept, for this actor: what the system reads never is. */
  keepsAny(ctx: Context): boolean {
    return ctx.actor.memberId !== null && Object.keys(this.#readLog(ctx)).length > 0;
  }

  /** Whether the records that such an answer shows are kept one by one: `fields` are those asked for, all the actor sees when absent. */
  keepsIds(ctx: Context, noun: Noun, fields: readonly string[] | undefined): boolean {
    const kept = this.#readLog(ctx);
    if (!Object.hasOwn(kept, noun.name)) return false;
    const watched = kept[noun.name] ?? [];
    const seen = fields ?? Object.keys(allFields(noun));
    return watched.length === 0 || watched.some((name) => seen.includes(name));
  }

  #readLog(ctx: Context): OversightSettings['readLog'] {
    return this.#workspaces.get(ctx.workspace.id)?.oversight?.settings.readLog ?? {};
  }

  /** Refuses with 403 `stoppedByAlarm` whoever was stopped. */
  assertNotStopped(ctx: Context): void {
    const blocked = this.#workspaces.get(ctx.workspace.id)?.oversight?.blocked;
    if (ctx.actor.memberId && blocked?.has(ctx.actor.memberId)) throw new AppError(403, 'stoppedByAlarm');
  }

  /**
   * Refuses further lists: with 403 `readLimitReached` to whoever read as much today as their role may, with 403 `stoppedByAlarm` to whoever was
   * stopped and goes on leafing by other questions.
   */
  assertMayRead(ctx: Context): void {
    const held = this.#workspaces.get(ctx.workspace.id);
    if (!held?.oversight || ctx.seenBy) return;
    held.today.assertBelow(ctx, held.oversight.settings);
    const { memberId } = ctx.actor;
    if (memberId && held.oversight.blocked.has(memberId)) held.whileStopped.assertLeft(memberId, ctx.now());
  }

  /** Whether an alarm or the limit of the day stopped the actor: for what is left out, where the rest is theirs. */
  isHeld(ctx: Context): boolean {
    try {
      this.assertNotStopped(ctx);
      this.assertMayRead(ctx);
      return false;
    } catch (error) {
      if (error instanceof AppError) return true;
      throw error;
    }
  }

  note(ctx: Context, noun: Noun, { kind, count, ids, details = {} }: Seen): void {
    const { actor, entry } = ctx;
    const held = this.#workspaces.get(ctx.workspace.id);
    // What the product keeps for itself (notices, runs of imports) is nobody's base.
    if (!held || !actor.memberId || !entry || count === 0 || (noun.internal && !noun.custom)) return;
    const at = spanOf(ctx.now(), entry.door).toISOString();
    const member = ctx.seenBy ?? actor.memberId;
    held.today.add(member, count);
    if (held.oversight?.blocked.has(member)) held.whileStopped.take(member, count, ctx.now());
    addTo(held, { at, member, noun: noun.name, ...entry, requests: 1, records: count });
    if (ids?.length) this.keep(ctx, { kind, noun: noun.name, records: count, ids, details });
  }

  /** Keeps something looked at, to be written down with the next. */
  keep(ctx: Context, access: Pick<Access, 'kind' | 'noun' | 'records' | 'ids' | 'details'>): void {
    const { actor, entry } = ctx;
    const held = this.#workspaces.get(ctx.workspace.id);
    if (!held || !actor.memberId || !entry) return;
    held.accesses.push({ ...access, ...entry, at: ctx.now().toISOString(), member: ctx.seenBy ?? actor.memberId });
    this.#bound(held);
  }

  /** Has what was taken looked at with what was read. */
  announce(ctx: Context): void {
    const held = this.#workspaces.get(ctx.workspace.id);
    if (held) held.hasNews = true;
  }

  /** Looks anew how reading is watched, at once where somebody changed it here. */
  async refresh(ctx: Context): Promise<void> {
    const oversight = await readOversight(ctx.db);
    const held = this.#workspaces.get(ctx.workspace.id);
    if (!held) return;
    held.oversight = oversight;
    held.whileStopped.keepOnly(oversight.blocked);
    await held.today.refresh(ctx, oversight.settings, held.counts.values());
  }

  /** Writes down what is held. Never rejects: what can not be written now is tried again with the next. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#flushAll());
    return this.#flushing;
  }

  /** Writes down the rest. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  async #flushAll(): Promise<void> {
    for (const [id, held] of this.#workspaces) {
      try {
        await this.#flushOne(id, held);
      } catch (error) {
        this.#options.log.error({ err: error, workspace: id }, 'What was read could not be written down yet');
      }
    }
  }

  async #flushOne(id: string, held: Held): Promise<void> {
    const { ctx } = held;
    const counts = [...held.counts.values()];
    const { accesses } = held;
    held.counts.clear();
    held.accesses = [];
    try {
      if (counts.length > 0 || accesses.length > 0) {
        await ctx.db.transaction(async (tx) => {
          if (counts.length > 0) await addReads(tx, counts);
          if (accesses.length > 0) await appendAccess(tx, accesses);
        });
      }
    } catch (error) {
      for (const count of counts) addTo(held, count);
      held.accesses.unshift(...accesses);
      this.#bound(held);
      throw error;
    }
    await this.refresh(ctx);
    held.idle = counts.length > 0 ? 0 : held.idle + 1;
    // A workspace nobody reads is forgotten, and known again with its first request.
    if (held.idle > mostIdle && held.counts.size === 0 && held.accesses.length === 0) this.#workspaces.delete(id);
    if (counts.length === 0 && !held.hasNews) return;
    held.hasNews = false;
    await this.#options.afterFlush?.(ctx);
  }

  #bound(held: Held): void {
    const lost = held.accesses.length - mostHeld;
    if (lost <= 0) return;
    held.accesses.splice(0, lost);
    this.#options.log.error({ workspace: held.ctx.workspace.id, lost }, 'What was read is lost: it can not be written');
  }
}

/** Rounds without a request after which a workspace is forgotten. */
const mostIdle = 300;

function openFor(ctx: Context): Held {
  return {
    ctx,
    oversight: null,
    today: new ReadToday(),
    whileStopped: new ReadWhileStopped(),
    counts: new Map(),
    accesses: [],
    idle: 0,
    hasNews: false,
  };
}

function addTo({ counts }: Held, count: ReadCount): void {
  const { at, member, noun, door, address } = count;
  const key = `${member} ${at} ${noun} ${door} ${address}`;
  const there = counts.get(key);
  if (there) {
    there.requests += count.requests;
    there.records += count.records;
  } else counts.set(key, { ...count });
}

/** Programs are counted by the minute, people by ten. */
function spanOf(now: Date, door: Door): Date {
  const length = door === 'web' ? 600_000 : 60_000;
  return new Date(Math.floor(now.getTime() / length) * length);
}
