import type { Context } from '../../../server/context.ts';
import { AppError, type FieldError } from '../../../shared/errors.ts';
import { checkValues } from './check-values.ts';
import { findExisting } from './find-existing.ts';
import type { ReadRow } from './read-row.ts';
import type { PointerResolver } from './resolve-pointer.ts';
import { findRowFaults } from './row-faults.ts';

/** A row with what it points at looked up. */
export interface ResolvedRow {
  readonly row: ReadRow;
  readonly values: Values;
  /** The values of each of its children, in the order of the row's. */
  readonly children: readonly Values[];
  readonly faults: readonly FieldError[];
  /** A pointer to the same noun whose record is not there yet: to be set when all rows are in. */
  readonly deferred: boolean;
  /** Looking up created a record, which must not stay when the row is refused. */
  readonly hasMade: boolean;
}

type Values = Readonly<Record<string, unknown>>;

/** Looks up what rows point at; pointers at their own noun for all of them by one statement a key. */
export async function resolveRows(
  ctx: Context,
  rows: readonly ReadRow[],
  resolver: PointerResolver,
): Promise<readonly ResolvedRow[]> {
  const own = await findOwn(ctx, rows);
  const resolved: ResolvedRow[] = [];
  for (const row of rows) resolved.push(await resolveRow(ctx, row, own, resolver));
  return resolved;
}

type OwnPointers = ReadonlyMap<ReadRow, { readonly id: string | null; readonly ambiguous: string | null }>;

async function findOwn(ctx: Context, rows: readonly ReadRow[]): Promise<OwnPointers> {
  const [noun] = rows.map(({ plan }) => plan.noun);
  if (!noun) return new Map();
  const pointed = rows.flatMap((row) => row.pointers.filter(({ plan }) => plan.plan.noun.name === noun.name));
  const found = await findExisting(
    ctx,
    noun,
    pointed.map(({ row }) => row.values),
  );
  return new Map(pointed.map(({ row }, index) => [row, found[index] ?? { id: null, ambiguous: null }]));
}

async function resolveRow(
  ctx: Context,
  row: ReadRow,
  own: OwnPointers,
  resolver: PointerResolver,
): Promise<ResolvedRow> {
  const before = resolver.created;
  const resolved: { values: Values; children: Values[] } = { values: row.values, children: [] };
  const faults = [...checkValues(row)];
  let deferred = false;
  if (faults.length === 0) {
    const pointed = await resolvePointers(ctx, row, own, resolver);
    resolved.values = { ...row.values, ...pointed.pointers };
    deferred = pointed.deferred;
    faults.push(...pointed.faults);
    for (const { row: child } of row.children) {
      const found = await resolvePointers(ctx, child, new Map(), resolver);
      resolved.children.push({ ...child.values, ...found.pointers });
      faults.push(...found.faults);
    }
  }
  return { row, ...resolved, faults, deferred, hasMade: resolver.created > before };
}

interface Pointed {
  readonly pointers: Record<string, unknown>;
  readonly faults: FieldError[];
  deferred: boolean;
}

async function resolvePointers(
  ctx: Context,
  row: ReadRow,
  own: OwnPointers,
  resolver: PointerResolver,
): Promise<Pointed> {
  const found: Pointed = { pointers: {}, faults: [], deferred: false };
  const single: Record<string, string> = {};
  for (const { plan, row: inner } of inOrder(row)) {
    const isOwn = plan.plan.noun.name === row.plan.noun.name;
    const answer = isOwn ? ownAnswer(inner, own) : await ask(ctx, inner, single, resolver);
    if (typeof answer !== 'string') {
      if (isOwn && answer.code === 'unknownName') found.deferred = true;
      else found.faults.push(answer);
    } else if (plan.field.kind === 'links') {
      const links = (found.pointers[plan.name] as object[] | undefined) ?? [];
      found.pointers[plan.name] = [...links, { id: answer }];
    } else {
      found.pointers[plan.name] = answer;
      single[plan.name] = answer;
    }
  }
  return found;
}

async function ask(
  ctx: Context,
  row: ReadRow,
  siblings: Readonly<Record<string, string>>,
  resolver: PointerResolver,
): Promise<string | FieldError> {
  try {
    return (await resolver.resolve(ctx, row, siblings)) ?? faultOf(row, 'unknownName');
  } catch (error) {
    // What the database itself refused ends the transaction: that is for the caller.
    const [fault] = error instanceof AppError ? (findRowFaults(error) ?? []) : [];
    if (!fault) throw error;
    return { ...fault, path: faultOf(row, fault.code).path };
  }
}

function ownAnswer(row: ReadRow, own: OwnPointers): string | FieldError {
  const found = own.get(row);
  return found?.id ?? faultOf(row, found?.ambiguous ? 'ambiguousName' : 'unknownName');
}

/** What is wrong with the name a row gives, at its column. */
function faultOf(row: ReadRow, code: string): FieldError {
  const [path = row.plan.noun.name, value = ''] = Object.entries(row.texts)[0] ?? [];
  return { path, code, params: { value } };
}

/** A pointer that narrows another one comes first: the pipeline before its stage. */
function inOrder(row: ReadRow) {
  const narrows = (name: string) => row.pointers.some(({ plan }) => name in plan.plan.noun.fields);
  return row.pointers.toSorted((one, other) => Number(narrows(other.plan.name)) - Number(narrows(one.plan.name)));
}
