import type { Noun } from '../../shared/nouns/noun.ts';
import type { TransactionContext } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import { quote, snakeCase, tableOf } from '../metadata/names.ts';
import { targetOf } from '../metadata/registry.ts';
import type { Values } from '../records/rules.ts';
import { type ComputedPlan, computedPlanOf, type Gatherer, type Reader } from './plan.ts';
import { idOf } from './targets.ts';

/** What a write did to a record, as far as other records' computed fields may hang on it. */
export interface Written {
  readonly id: string;
  /** Null for a new record. */
  readonly before: Values | null;
  /** The fields it was given, or that were changed; computed ones too. */
  readonly after: Values;
}

/** What a transaction has made stale so far. */
export interface Pending {
  /** Records whose computed fields are to be worked out anew, by noun; with each the roll-ups to gather again. */
  readonly stale: Map<string, Map<string, Set<string>>>;
  /** Records pointed at that others have been worked out from, by noun. */
  readonly looked: Map<string, Set<string>>;
  /** Records that readers hang on: who they are is asked at the end, when all are written. */
  readonly read: Map<Reader, Set<string>>;
}

const pendings = new WeakMap<Transaction, Pending>();

/** What is stale in this transaction; `settle` is to run before it commits, once. */
export function pendingOf(ctx: TransactionContext, settle: (pending: Pending) => Promise<void>): Pending {
  const known = pendings.get(ctx.db);
  if (known) return known;
  const pending: Pending = { stale: new Map(), looked: new Map(), read: new Map() };
  pendings.set(ctx.db, pending);
  ctx.db.beforeCommit(() => settle(pending));
  return pending;
}

/** Whether other records' computed fields hang on writes of this noun, or its own on records it points at. */
export function hasConsequences(ctx: { readonly registry: TransactionContext['registry'] }, noun: Noun): boolean {
  const plan = computedPlanOf(ctx.registry);
  if (plan.gatherers.has(noun.name) || plan.readers.has(noun.name)) return true;
  const fields = plan.fields.get(noun.name) ?? [];
  return fields.some(({ formula, rollUp }) => rollUp || formula?.operands.some(({ via }) => via !== null));
}

/**
 * Whether a write of these fields of a record makes anything stale: what gathers its noun, what reads them, or a formula of its
 * own over a record it points at. That others are gathered in it is no consequence of a write of its own.
 */
export function makesStale(
  ctx: { readonly registry: TransactionContext['registry'] },
  noun: Noun,
  touched: readonly string[],
): boolean {
  const plan = computedPlanOf(ctx.registry);
  const readers = plan.readers.get(noun.name) ?? [];
  if (plan.gatherers.has(noun.name) || readers.some(({ name }) => touched.includes(name))) return true;
  return (plan.fields.get(noun.name) ?? []).some(({ formula }) => {
    const operands = formula?.operands ?? [];
    return operands.some(({ via }) => via !== null) && operands.some(({ via, name }) => touched.includes(via ?? name));
  });
}

/** Marks what hangs on these writes of a noun's records. */
export function markWritten(ctx: TransactionContext, pending: Pending, noun: Noun, written: readonly Written[]): void {
  const plan = computedPlanOf(ctx.registry);
  for (const gatherer of plan.gatherers.get(noun.name) ?? []) markGathered(pending, gatherer, written);
  for (const reader of plan.readers.get(noun.name) ?? []) {
    const ids = written.filter(({ before, after }) => before && reader.name in after).map(({ id }) => id);
    if (ids.length > 0) pending.read.set(reader, new Set([...(pending.read.get(reader) ?? []), ...ids]));
  }
  markPointing(ctx, plan, pending, noun, written);
}

/** What the record pointed at says may change between the look at it and the commit: those are looked at again, locked. */
function markPointing(
  ctx: TransactionContext,
  plan: ComputedPlan,
  pending: Pending,
  noun: Noun,
  written: readonly Written[],
): void {
  const operands = (plan.fields.get(noun.name) ?? []).flatMap(({ formula }) => formula?.operands ?? []);
  for (const by of new Set(operands.flatMap(({ via }) => via ?? []))) {
    const field = noun.fields[by];
    const target = field ? targetOf(ctx.registry, field) : null;
    for (const { id, after } of written) {
      const pointed = idOf(after[by]);
      if (!target || !pointed) continue;
      markStale(pending, noun.name, [id]);
      pending.looked.set(target.name, (pending.looked.get(target.name) ?? new Set()).add(pointed));
    }
  }
}

function markGathered(pending: Pending, { noun, by, field, inputs }: Gatherer, written: readonly Written[]): void {
  for (const { before, after } of written) {
    if (before && !Object.keys(after).some((name) => inputs.has(name))) continue;
    const pointers = [before?.[by], by in after ? after[by] : before?.[by]];
    markStale(pending, noun.name, new Set(pointers.flatMap((pointer) => idOf(pointer) ?? [])), field);
  }
}

/** Marks what gathers these records, as they stand now; for those that went to the bin or came back. */
export async function markCounted(
  ctx: TransactionContext,
  pending: Pending,
  noun: Noun,
  ids: readonly string[],
  changed?: ReadonlySet<string>,
): Promise<void> {
  for (const { noun: parent, by, field, inputs } of computedPlanOf(ctx.registry).gatherers.get(noun.name) ?? []) {
    if (changed && ![...changed].some((name) => inputs.has(name))) continue;
    const pointer = quote(snakeCase(by));
    const rows = await ctx.db.query<{ id: string }>({
      text: `select distinct ${pointer} as id from ${quote(tableOf(noun))} where id = any($1::uuid[]) and ${pointer} is not null`,
      values: [ids],
    });
    markStale(
      pending,
      parent.name,
      rows.map((row) => row.id),
      field,
    );
  }
}

export function markStale(pending: Pending, noun: string, ids: Iterable<string>, rollUp?: string): void {
  const records = pending.stale.get(noun) ?? new Map<string, Set<string>>();
  for (const id of ids) {
    const names = records.get(id) ?? new Set<string>();
    if (rollUp) names.add(rollUp);
    records.set(id, names);
  }
  if (records.size > 0) pending.stale.set(noun, records);
}
