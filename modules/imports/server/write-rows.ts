import type { TransactionContext } from '../../../server/context.ts';
import { createMany } from '../../../server/records/create-many.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { updateRecordText } from '../../../server/records/update.ts';
import { wouldChange } from '../../../server/records/values.ts';
import { type FieldError, invalid } from '../../../shared/errors.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { findExisting } from './find-existing.ts';
import { keepKnownRows, listKnownRows } from './import.repository.ts';
import type { ReadRow } from './read-row.ts';
import type { PointerResolver } from './resolve-pointer.ts';
import { type ResolvedRow, resolveRows } from './resolve-row.ts';
import { titleOf } from './row-keys.ts';
import { type RowOutcome, writeChildren } from './write-children.ts';

export interface RowToWrite {
  readonly row: ReadRow;
  /** What it is recognised by if it has no key of its own. */
  readonly textKey: string;
}

/** What became of a row. */
export type WrittenRow =
  | { readonly outcome: RowOutcome; readonly id: string; readonly deferred: boolean }
  | { readonly outcome: 'rejected'; readonly faults: readonly FieldError[] };

/**
 * Writes a batch of rows: finds their records by key or by having been imported before, creates or changes them, then
 * their children. Every question is asked once for all rows.
 * @throws AppError 422 naming the columns at fault of one of them; nothing is to be kept then, by the caller's transaction.
 */
export async function writeRows(
  ctx: TransactionContext,
  rows: readonly RowToWrite[],
  resolver: PointerResolver,
): Promise<readonly WrittenRow[]> {
  const [first] = rows;
  if (!first) return [];
  const { noun } = first.row.plan;
  const resolved = await resolveRows(
    ctx,
    rows.map(({ row }) => row),
    resolver,
  );
  const work = await findRecords(ctx, noun, rows, resolved);
  const once = work.filter(({ isAgain }) => !isAgain);
  const results = new Map<number, WrittenRow>();
  for (const { index, faults } of work) if (faults.length > 0) results.set(index, { outcome: 'rejected', faults });
  const good = once.filter(({ faults }) => faults.length === 0);
  for (const [index, written] of await writeRecords(ctx, noun, good, resolver)) results.set(index, written);
  for (const { index, isAgain } of work)
    if (isAgain && rows[index]) {
      const [again] = await writeRows(ctx, [rows[index]], resolver);
      if (again) results.set(index, again);
    }
  return rows.map((_, index) => results.get(index) as WrittenRow);
}

interface RowWork extends ResolvedRow {
  /** Its place in the batch. */
  readonly index: number;
  readonly id: string | null;
  /** To be kept with the record's id, for a row that has no key of its own. */
  readonly textKey: string | null;
  /** An earlier row of the batch is about the same record: this one must see what that one has made of it. */
  readonly isAgain: boolean;
}

async function findRecords(
  ctx: TransactionContext,
  noun: Noun,
  rows: readonly RowToWrite[],
  resolved: readonly ResolvedRow[],
): Promise<readonly RowWork[]> {
  const found = await findExisting(
    ctx,
    noun,
    resolved.map(({ values }) => values),
  );
  const keyless = rows.filter((_, index) => !found[index]?.hasKey && !found[index]?.id);
  const known = await listKnownRows(
    ctx,
    keyless.map(({ textKey }) => textKey),
  );
  const seen = new Set<string>();
  return resolved.map((row, index) => {
    const { id = null, hasKey = false, ambiguous = null } = found[index] ?? {};
    const textKey = hasKey || id ? null : (rows[index]?.textKey ?? null);
    const record = id ?? (textKey && known.get(textKey)) ?? null;
    const faults = [...row.faults, ...(ambiguous ? [ambiguousKey(row.row, ambiguous)] : [])];
    if (faults.length > 0 && row.hasMade) throw invalid(faults);
    const isAgain = faults.length === 0 && record !== null && seen.has(record);
    if (record && faults.length === 0) seen.add(record);
    return { ...row, faults, index, id: record, textKey: record ? null : textKey, isAgain };
  });
}

function ambiguousKey({ plan, texts, values }: ReadRow, name: string): FieldError {
  const path = plan.cells.find((cell) => cell.name === name)?.header ?? name;
  return { path, code: 'ambiguousName', params: { value: texts[path] ?? String(values[name] ?? '') } };
}

async function writeRecords(
  ctx: TransactionContext,
  noun: Noun,
  rows: readonly RowWork[],
  resolver: PointerResolver,
): Promise<ReadonlyMap<number, WrittenRow>> {
  const changed = await changeRecords(ctx, noun, rows);
  const fresh = rows.filter(({ id }) => !id);
  const made = await createMany(
    ctx,
    noun,
    fresh.map(({ values }) => values),
  );
  const ids = new Map(fresh.map(({ index }, place) => [index, made[place] as string]));
  for (const { index, values } of fresh) resolver.learn(noun, ids.get(index) as string, titleOf(noun, values));
  const known = fresh.flatMap(({ index, textKey }) =>
    textKey ? [{ key: textKey, record: ids.get(index) as string }] : [],
  );
  await keepKnownRows(ctx, known);
  const written = rows.map(({ index, id, row, children }) => ({
    ...{ index, row, children, id: id ?? (ids.get(index) as string) },
    outcome: id ? (changed.has(index) ? 'updated' : 'unchanged') : ('created' as RowOutcome),
  }));
  const grown = await writeChildren(ctx, written);
  return new Map(
    written.map(({ index, id, outcome }, place) => [
      index,
      {
        id,
        outcome: outcome === 'unchanged' && grown.has(place) ? 'updated' : outcome,
        deferred: rows[place]?.deferred === true,
      },
    ]),
  );
}

/** Changes the records that are there where rows say otherwise; answers the places in the batch of those it changed. */
async function changeRecords(
  ctx: TransactionContext,
  noun: Noun,
  rows: readonly RowWork[],
): Promise<ReadonlySet<number>> {
  const there = rows.filter((row): row is RowWork & { id: string } => row.id !== null);
  const records = await readMany(
    ctx,
    noun,
    'id',
    there.map(({ id }) => id),
    'update',
  );
  const before = new Map(records.map((record) => [record.id, record]));
  const changed = new Set<number>();
  for (const { index, id, row, values } of there) {
    const patch = withoutLineAmount(row, values);
    const record = before.get(id);
    if (record && !wouldChange(noun, record, patch)) continue;
    const written = await updateRecordText(ctx, noun, id, patch);
    if (written.changed !== false) changed.add(index);
  }
  return changed;
}

/** An amount beside a product is that line's price: the amount of a record that is there follows from its lines. */
function withoutLineAmount(row: ReadRow, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (row.children.length === 0 || !('amount' in values)) return values;
  const { amount: _, ...rest } = values;
  return rest;
}
