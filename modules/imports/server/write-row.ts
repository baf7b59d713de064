import { createHash } from 'node:crypto';
import type { Context, TransactionContext } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { updateRecordText } from '../../../server/records/update.ts';
import { isEmpty } from '../../../server/records/values.ts';
import { type FieldError, invalid } from '../../../shared/errors.ts';
import { allFields, type Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord, Money, Reference } from '../../../shared/nouns/value.ts';
import { findKnownRow, keepKnownRow, listChildren } from './import.repository.ts';
import { findByKey } from './name.repository.ts';
import type { ReadRow } from './read-row.ts';
import type { PointerResolver } from './resolve-pointer.ts';

export type RowOutcome = 'created' | 'updated' | 'unchanged';

export interface WrittenRow {
  readonly outcome: RowOutcome;
  readonly id: string;
  /** A pointer to the same noun whose record is not there yet: to be set when all rows are in. */
  readonly deferred: boolean;
}

/** Counts how often the same row stood in the file, so that two equal rows are two records, today and next time. */
export type Occurrences = Map<string, number>;

/**
 * Writes a row: finds its record by key or by having been imported before, creates or changes it, then its children.
 * @throws AppError 422 naming the columns at fault; nothing of the row is kept then, by the caller's transaction.
 */
export async function writeRow(
  ctx: TransactionContext,
  row: ReadRow,
  resolver: PointerResolver,
  occurrences: Occurrences,
): Promise<WrittenRow> {
  const { noun } = row.plan;
  const { pointers, deferred } = await resolvePointers(ctx, row, resolver);
  const values: Readonly<Record<string, unknown>> = { ...row.values, ...pointers };
  const existing = await findExisting(ctx, noun, values);
  const ownKey = countOccurrence(row, occurrences);
  const key = existing === undefined ? ownKey : null;
  const id = existing ?? (key && (await findKnownRow(ctx, key))) ?? null;
  const written = id ? await change(ctx, noun, id, withoutLineAmount(row, values)) : await create(ctx, noun, values);
  if (key && !id) await keepKnownRow(ctx, key, written.id);
  let { outcome } = written;
  for (const child of row.children) {
    const changed = await writeChild(ctx, written, row, child.row, child.plan.parent, resolver);
    if (changed && outcome === 'unchanged') outcome = 'updated';
  }
  return { outcome, id: written.id, deferred };
}

async function create(ctx: Context, noun: Noun, values: Readonly<Record<string, unknown>>) {
  return { id: (await createRecord(ctx, noun, values)).id, outcome: 'created' as RowOutcome };
}

async function change(ctx: Context, noun: Noun, id: string, values: Readonly<Record<string, unknown>>) {
  const { changed } = await updateRecordText(ctx, noun, id, values);
  return { id, outcome: (changed === false ? 'unchanged' : 'updated') as RowOutcome };
}

/** The record a row is about by one of its keys; null when a key is given but unknown, undefined without any key. */
async function findExisting(
  ctx: Context,
  noun: Noun,
  values: Readonly<Record<string, unknown>>,
): Promise<string | null | undefined> {
  let found: string | null | undefined;
  for (const name of ['externalId', ...(noun.matchBy ?? [])]) {
    const field = allFields(noun)[name];
    if (!field || isEmpty(values[name])) continue;
    found = await findByKey(ctx, noun, name, field, values[name]);
    // A key of its own decides; of the others, the next may still know the record.
    if (found || name === 'externalId') return found;
  }
  return found;
}

async function resolvePointers(ctx: Context, row: ReadRow, resolver: PointerResolver) {
  const pointers: Record<string, unknown> = {};
  const single: Record<string, string> = {};
  const faults: FieldError[] = [];
  let deferred = false;
  for (const { plan, row: inner } of inOrder(row)) {
    const isOwn = plan.plan.noun.name === row.plan.noun.name;
    const id = isOwn ? await findOwn(ctx, inner) : await resolver.resolve(ctx, inner, single);
    if (id === null && isOwn) deferred = true;
    else if (id === null)
      faults.push({
        path: Object.keys(inner.texts)[0] ?? plan.name,
        code: 'unknownName',
        params: { value: Object.values(inner.texts)[0] },
      });
    else if (plan.field.kind === 'links')
      pointers[plan.name] = [...((pointers[plan.name] as object[] | undefined) ?? []), { id }];
    else {
      pointers[plan.name] = id;
      single[plan.name] = id;
    }
  }
  if (faults.length > 0) throw invalid(faults);
  return { pointers, deferred };
}

/** A pointer that narrows another one comes first: the pipeline before its stage. */
function inOrder(row: ReadRow) {
  const narrows = (name: string) => row.pointers.some(({ plan }) => name in plan.plan.noun.fields);
  return row.pointers.toSorted((one, other) => Number(narrows(other.plan.name)) - Number(narrows(one.plan.name)));
}

async function findOwn(ctx: Context, row: ReadRow): Promise<string | null> {
  return (
    (await findExisting(ctx, row.plan.noun, {
      ...row.values,
      [row.plan.noun.title]: row.values[row.plan.noun.title],
    })) ?? null
  );
}

/** An amount beside a product is that line's price: the amount of a record that is there follows from its lines. */
function withoutLineAmount(row: ReadRow, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (row.children.length === 0 || !('amount' in values)) return values;
  const { amount: _, ...rest } = values;
  return rest;
}

async function writeChild(
  ctx: Context,
  whole: { readonly id: string; readonly outcome: RowOutcome },
  parent: ReadRow,
  row: ReadRow,
  parentField: string,
  resolver: PointerResolver,
): Promise<boolean> {
  const { noun } = row.plan;
  const { pointers } = await resolvePointers(ctx, row, resolver);
  const values: Record<string, unknown> = { ...row.values, ...pointers };
  const amount = parent.values.amount as Money | undefined;
  if (amount && 'price' in noun.fields && !('price' in values) && !('quantity' in values)) values.price = amount;
  const known = whole.outcome === 'created' ? [] : await listChildren(ctx, noun, parentField, whole.id);
  const same = known.find((child) => isSame(child, values)) ?? null;
  if (!same) {
    await createRecord(ctx, noun, { ...values, [parentField]: whole.id });
    return true;
  }
  const { changed } = await updateRecordText(ctx, noun, same.id, values);
  return changed !== false;
}

/** The child that is about the same thing: the same product, or the same name where there is none. */
function isSame(child: AnyRecord, values: Readonly<Record<string, unknown>>): boolean {
  const product = (child.product as Reference | null)?.id ?? null;
  return values.product ? product === values.product : child.name === values.name;
}

/** The key a row without a key of its own is recognised by: its texts, and which of its equals it is. */
export function countOccurrence(row: ReadRow, occurrences: Occurrences): string {
  const texts = JSON.stringify([row.plan.noun.name, allTexts(row)]);
  const count = (occurrences.get(texts) ?? 0) + 1;
  occurrences.set(texts, count);
  return createHash('sha256').update(`${texts}#${count}`).digest('hex');
}

function allTexts(row: ReadRow): unknown {
  return [
    row.texts,
    ...row.pointers.map(({ row: inner }) => allTexts(inner)),
    ...row.children.map(({ row: inner }) => allTexts(inner)),
  ];
}
