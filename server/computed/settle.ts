import type { Noun } from '../../shared/nouns/noun.ts';
import { appendChanges } from '../changes/append.ts';
import { asSystem, inThePresent, type TransactionContext } from '../context.ts';
import { quote, snakeCase, tableOf } from '../metadata/names.ts';
import {
  hasConsequences,
  markCounted,
  markStale,
  markWritten,
  type Pending,
  pendingOf,
  type Written,
} from './pending.ts';
import { computedPlanOf, type Reader } from './plan.ts';
import { type Recomputed, recompute } from './recompute.ts';
import { addWork, inlineLimit } from './work.ts';

/**
 * Tells what was written to records of a noun: the computed fields that hang on it are worked out before the transaction
 * commits, those of more than `inlineLimit` records by a job afterwards. Costs nothing where nothing hangs on it.
 */
export function noteWritten(ctx: TransactionContext, noun: Noun, written: readonly Written[]): void {
  if (hasConsequences(ctx, noun)) markWritten(ctx, pendingFor(ctx), noun, written);
}

/** As `noteWritten`, of records that went to the bin or came back. */
export async function noteMarked(ctx: TransactionContext, noun: Noun, ids: readonly string[]): Promise<void> {
  if (hasConsequences(ctx, noun)) await markCounted(ctx, pendingFor(ctx), noun, ids);
}

/** Works the records' computed fields out here and now, with what hangs on them. `names`: the roll-ups to gather again. */
export async function settleNow(
  ctx: TransactionContext,
  noun: Noun,
  ids: readonly string[],
  names: readonly string[],
): Promise<void> {
  const pending: Pending = { stale: new Map(), looked: new Map(), read: new Map() };
  markStale(pending, noun.name, ids);
  for (const name of names) markStale(pending, noun.name, ids, name);
  await settle(asSystem(ctx), pending);
}

function pendingFor(ctx: TransactionContext): Pending {
  return pendingOf(ctx, (pending) => settle(asSystem(inThePresent(ctx)), pending));
}

/** Works out what is stale, and what that makes stale, until nothing is; fields do not wait for each other in a circle. */
async function settle(ctx: TransactionContext, pending: Pending): Promise<void> {
  await resolveReaders(ctx, pending);
  await lockStale(ctx, pending);
  const plan = computedPlanOf(ctx.registry);
  for (;;) {
    const name = [...plan.fields.keys()].find((noun) => pending.stale.has(noun));
    if (!name) return;
    const records = pending.stale.get(name) ?? new Map<string, Set<string>>();
    pending.stale.delete(name);
    const noun = ctx.registry.getNoun(name);
    if (records.size > inlineLimit) {
      await addWork(ctx, { noun: name, ids: [...records.keys()] });
      continue;
    }
    const changed = await recompute(
      ctx,
      noun,
      [...records.keys()],
      new Set([...records.values()].flatMap((one) => [...one])),
    );
    await follow(ctx, pending, noun, changed);
    await logComputed(ctx, noun, changed);
  }
}

/** As `noteWritten`, of records whose computed fields were worked out anew. */
export function noteRecomputed(ctx: TransactionContext, noun: Noun, changed: readonly Recomputed[]): Promise<void> {
  return follow(ctx, pendingFor(ctx), noun, changed);
}

/** Marks what hangs on computed values that have become others. */
async function follow(
  ctx: TransactionContext,
  pending: Pending,
  noun: Noun,
  changed: readonly Recomputed[],
): Promise<void> {
  if (changed.length === 0) return;
  const names = new Set(changed.flatMap(({ after }) => Object.keys(after)));
  const ids = changed.map(({ id }) => id);
  await markCounted(ctx, pending, noun, ids, names);
  for (const reader of computedPlanOf(ctx.registry).readers.get(noun.name) ?? []) {
    const read = changed.filter(({ after }) => reader.name in after).map(({ id }) => id);
    if (read.length > 0) pending.read.set(reader, new Set([...(pending.read.get(reader) ?? []), ...read]));
  }
  await resolveReaders(ctx, pending);
}

/** Who points at what was changed: a few are worked out with it, many by a job. */
async function resolveReaders(ctx: TransactionContext, pending: Pending): Promise<void> {
  for (const [reader, ids] of pending.read) {
    pending.read.delete(reader);
    const found = await listPointing(ctx, reader, [...ids]);
    if (found.length <= inlineLimit) markStale(pending, reader.noun.name, found);
    else await addWork(ctx, { noun: reader.noun.name, via: reader.by, targets: [...ids] });
  }
}

async function listPointing(ctx: TransactionContext, { noun, by }: Reader, ids: readonly string[]): Promise<string[]> {
  const rows = await ctx.db.query<{ id: string }>({
    text: `select id from ${quote(tableOf(noun))} where ${quote(snakeCase(by))} = any($1::uuid[]) limit ${inlineLimit + 1}`,
    values: [ids],
  });
  return rows.map(({ id }) => id);
}

/**
 * Takes every lock that is known to be needed, noun by noun and in the order of ids: two transactions that write the same
 * records' children in another order wait for each other's end, not for each other.
 */
async function lockStale(ctx: TransactionContext, { stale, looked }: Pending): Promise<void> {
  for (const name of [...new Set([...stale.keys(), ...looked.keys()])].sort()) {
    const records = stale.get(name);
    if (records && records.size > inlineLimit) continue;
    const ids = [...new Set([...(records?.keys() ?? []), ...(looked.get(name) ?? [])])];
    await ctx.db.query({
      text: `select 1 from ${quote(tableOf(ctx.registry.getNoun(name)))} where id = any($1::uuid[]) order by id for ${records ? 'no key update' : 'share'}`,
      values: [ids],
    });
  }
}

/** The change feed tells of other records' computed values as of any change; their histories leave it out. */
async function logComputed(ctx: TransactionContext, noun: Noun, changed: readonly Recomputed[]): Promise<void> {
  await appendChanges(
    ctx,
    changed.map(({ id, before, after }) => ({
      ...{ noun: noun.name, recordId: id, kind: 'computed' },
      fields: Object.fromEntries(Object.entries(after).map(([name, to]) => [name, { from: before[name] ?? null, to }])),
    })),
  );
}
