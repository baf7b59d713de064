import type { OversightSettings } from '../../shared/contract/oversight-settings.ts';
import { addDays } from '../../shared/dates/iso-date.ts';
import { fromLocalTime, localDate } from '../../shared/dates/time-zone.ts';
import { AppError } from '../../shared/errors.ts';
import type { Context } from '../context.ts';
import { readLifted, readSums, writeReached } from './read-limit.repository.ts';

/** How much everybody read today, as far as there are limits. */
export class ReadToday {
  #day = '';
  #sums = new Map<string, number>();
  #lifted: ReadonlySet<string> = new Set();
  /** Refused since this was last written down. */
  #reached = new Set<string>();

  add(member: string, records: number): void {
    this.#sums.set(member, (this.#sums.get(member) ?? 0) + records);
  }

  /**
   * Looks anew what all processes wrote down, and writes down whom a limit stopped; `pending` is what this one has yet to write. Nothing is
   * asked where there is no limit.
   */
  async refresh(
    { db, workspace, now }: Context,
    settings: OversightSettings,
    pending: Iterable<{ readonly member: string; readonly records: number }>,
  ): Promise<void> {
    const day = localDate(workspace.timeZone, now());
    if (Object.values(settings.readLimits).every((limit) => limit === null)) return this.#forget(day);
    if (this.#reached.size > 0) await writeReached(db, [...this.#reached], day);
    this.#reached.clear();
    this.#lifted = await readLifted(db, day);
    const sums = await readSums(db, fromLocalTime(workspace.timeZone, day, '00:00'));
    // What was read while the database was asked is among what is pending.
    this.#forget(day, sums);
    for (const { member, records } of pending) this.add(member, records);
  }

  #forget(day: string, sums: ReadonlyMap<string, number> = new Map()): void {
    [this.#day, this.#sums] = [day, new Map(sums)];
  }

  /**
   * Refuses further lists to whoever read as much today as their role may. What they have open, and single cards, stay theirs.
   * @throws {AppError} 403 `readLimitReached` with the limit, and the day from which on they read again.
   */
  assertBelow({ actor, workspace, now }: Context, settings: OversightSettings): void {
    const { memberId } = actor;
    const limit = readLimitOf(actor, settings);
    if (limit === null || !memberId || this.#lifted.has(memberId)) return;
    const day = localDate(workspace.timeZone, now());
    if (day !== this.#day || (this.#sums.get(memberId) ?? 0) < limit) return;
    this.#reached.add(memberId);
    throw new AppError(403, 'readLimitReached', { limit, again: addDays(day, 1) });
  }
}

/** Of several roles the one that lets most; a role of the workspace's own goes by the standard one it is based on. */
function readLimitOf({ role, rights }: Context['actor'], { readLimits }: OversightSettings): number | null {
  if (role === 'system' || role === 'owner') return null;
  const limits = (rights?.of ?? [{ base: role }]).map(({ base }) => (base === 'owner' ? null : readLimits[base]));
  return limits.reduce((most, one) => (most === null || one === null ? null : Math.max(most, one)), 0);
}
