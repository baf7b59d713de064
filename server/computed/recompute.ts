import type { RollUp } from '../../shared/nouns/field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { TransactionContext } from '../context.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { columnTypes, unnestRows } from '../records/bulk-rows.ts';
import type { Values } from '../records/rules.ts';
import { columnsOf } from '../records/values.ts';
import { computeAll, isSame } from './compute.ts';
import { gather } from './gather.ts';
import { type ComputedField, computedPlanOf } from './plan.ts';
import { readRecords } from './targets.ts';

/** What became of a record: the computed fields that are other than they were. */
export interface Recomputed {
  readonly id: string;
  readonly before: Values;
  readonly after: Values;
  /** Every computed value, those that stayed too. */
  readonly all: Values;
}

/**
 * Works the computed fields of these records out anew and writes what differs, all under locks taken in the order of their
 * ids: what is gathered is read by a later statement, which sees whatever the one before had to wait for. `names` are the
 * roll-ups to gather again, all when absent; formulas are all worked out. Versions and history stay as they are.
 */
export async function recompute(
  ctx: TransactionContext,
  declared: Noun,
  ids: readonly string[],
  names?: ReadonlySet<string>,
): Promise<readonly Recomputed[]> {
  const noun = ctx.registry.getNoun(declared.name);
  const fields = computedPlanOf(ctx.registry).fields.get(noun.name) ?? [];
  if (fields.length === 0 || ids.length === 0) return [];
  const sorted = [...new Set(ids)].sort();
  const records = await readRecords(ctx, noun, sorted, inputsOf(fields), ' for no key update');
  const gathered = new Map([...records].map(([id, record]) => [id, { ...record }]));
  for (const field of fields.filter(hasRollUp)) {
    if (names && !names.has(field.name)) continue;
    const values = await gather(ctx, field, [...records.keys()]);
    for (const [id, record] of gathered) record[field.name] = values.get(id) ?? null;
  }
  const computed = await computeAll(ctx, noun, fields, [...gathered.values()]);
  const changed = [...records].flatMap(([id, record], index) => differing(id, record, computed[index] ?? {}));
  await writeComputed(ctx, noun, changed);
  return changed;
}

function hasRollUp(field: ComputedField): field is ComputedField & { readonly rollUp: RollUp } {
  return field.rollUp !== null;
}

/** Every own field that formulas look at or lead through, and what is stored of the computed ones. */
function inputsOf(fields: readonly ComputedField[]): readonly string[] {
  const operands = fields.flatMap(({ formula }) => formula?.operands ?? []).map(({ via, name }) => via ?? name);
  return [...new Set([...operands, ...fields.map(({ name }) => name)])];
}

function differing(id: string, record: Values, computed: Values): Recomputed[] {
  const names = Object.keys(computed).filter((name) => !isSame(computed[name], record[name]));
  if (names.length === 0) return [];
  const pick = (values: Values) => Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
  return [{ id, before: pick(record), after: pick(computed), all: computed }];
}

async function writeComputed(ctx: TransactionContext, noun: Noun, changed: readonly Recomputed[]): Promise<void> {
  if (changed.length === 0) return;
  const names = [...new Set(changed.flatMap(({ after }) => Object.keys(after)))];
  const rows = changed.map(({ id, all }) => ({
    id,
    ...columnsOf(noun, Object.fromEntries(names.map((name) => [name, all[name]]))),
  }));
  const types = columnTypes(noun);
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'id');
  const { text, values } = unnestRows(rows, ['id', ...columns]);
  const sets = columns.map((column) => `${quote(column)} = u.${quote(column)}::${types[column]}`);
  await ctx.db.query({
    text: `update ${quote(tableOf(noun))} t set ${sets.join(', ')} from ${text} where t.id = u.id::uuid`,
    values,
  });
}
