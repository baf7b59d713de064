import type { OversightSettings } from '../../shared/contract/oversight-settings.ts';
import { addDays } from '../../shared/dates/iso-date.ts';
import { localDate } from '../../shared/dates/time-zone.ts';
import { AppError } from '../../shared/errors.ts';
import { appendChange } from '../changes/append.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { newId } from '../records/uuid.ts';
import { appendAccess } from './access-log.repository.ts';
import { countTaken, type Oversight, readOversight, readTaken } from './oversight.repository.ts';

/** Records that are to leave the product. */
export interface Taking {
  readonly kind: 'export' | 'print' | 'reveal' | 'hearing' | 'audit' | 'report';
  readonly noun: string | null;
  readonly records: number;
  readonly ids?: readonly string[];
  /** What was asked for: filter, columns, file. */
  readonly details: object;
}

export interface Taken {
  /** The number it is found by in the log. */
  readonly number: string;
  readonly settings: OversightSettings;
}

/** The noun under which the change log, and so its chain of seals, tells of what was taken. */
export const takenNoun = 'taking';

/**
 * Writes down, before the first byte leaves, that somebody takes records out, and counts them against the limit of their day. Writes nothing where it refuses.
 * @throws AppError 403 `stoppedByAlarm` and `seeingAsAnother`, 429 `dailyLimitReached` with how many are left today.
 */
export function takeOut(ctx: Context, taking: Taking): Promise<Taken> {
  // It would count for whom the owner only looks like.
  if (ctx.seenBy) return Promise.reject(new AppError(403, 'seeingAsAnother'));
  return inTransaction(ctx, async (tx) => {
    const oversight = await readOversight(tx.db);
    await assertMayTake(tx, taking, oversight);
    const { actor, entry, through } = tx;
    const door = entry?.door ?? through;
    const whole = { ...taking, member: actor.memberId, door, address: entry?.address ?? null };
    const [number = ''] = await appendAccess(tx.db, [whole]);
    const { kind, noun, records, details } = whole;
    const told = { number, noun, records, door, address: whole.address, details };
    const fields = Object.fromEntries(Object.entries(told).map(([name, to]) => [name, { to }]));
    await appendChange(tx, { noun: takenNoun, recordId: newId(), kind, fields });
    tx.db.afterCommit(() => ctx.reads?.announce(ctx));
    return { number, settings: oversight.settings };
  });
}

/** How many records the actor may take out in a day; null for any number. Of several roles the one that lets most. */
export function dailyLimitOf({ actor }: Context, { limits }: OversightSettings): number | null {
  if (actor.role === 'system' || actor.role === 'owner') return null;
  const { role, rights } = actor;
  const held = rights?.of ?? [{ base: role, dailyLimit: rights?.dailyLimit }];
  const all = held.map(({ base, dailyLimit }) => dailyLimit ?? (base === 'owner' ? null : limits[base]));
  return all.reduce((most, one) => (most === null || one === null ? null : Math.max(most, one)), 0);
}

async function assertMayTake(ctx: TransactionContext, { kind, records }: Taking, oversight: Oversight): Promise<void> {
  const { memberId } = ctx.actor;
  if (!memberId || kind === 'audit' || kind === 'report') return;
  if (oversight.blocked.has(memberId)) throw new AppError(403, 'stoppedByAlarm');
  const { timeZone } = ctx.workspace;
  const day = localDate(timeZone, ctx.now());
  const limit = dailyLimitOf(ctx, oversight.settings);
  if (await countTaken(ctx.db, { member: memberId, day, records, limit: limit ?? mostCounted })) return;
  const left = Math.max((limit ?? 0) - (await readTaken(ctx.db, memberId, day)), 0);
  throw new AppError(429, 'dailyLimitReached', { records, limit, left, again: addDays(day, 1) });
}

/** More than fits is no matter where there is no limit. */
const mostCounted = 2_147_483_647;
