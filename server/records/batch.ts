import type { BatchShape } from '../../shared/contract/record-batch.ts';
import { AppError } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { noteRewritten, notingRefusal } from '../access-log/note-shown.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { findDatabaseError } from '../http/database-problem.ts';
import { toAppError, toProblem } from '../http/problem.ts';
import { createMany } from './create-many.ts';
import { linkFieldsIn } from './links.ts';
import type { RecordText } from './read.ts';
import { readBackMany } from './read-many.ts';
import { deleteRecord, restoreRecord } from './remove.ts';
import type { Values } from './rules.ts';
import { type Edit, type Edited, updateMany } from './update-many.ts';
import { createNaming, updateNaming } from './write-naming.ts';

/**
 * Runs the operations in order, all or nothing, and answers the records as JSON text `{"items":[…]}`. An operation that is
 * refused names itself: its field errors are under `operations.<index>`. `separately`: see `runSeparately`.
 */
export async function runBatch(ctx: Context, noun: Noun, batch: BatchShape): Promise<string> {
  if (batch.separately) return runSeparately(ctx, noun, batch);
  const texts = await notingRefusal(ctx, noun, () => runTogether(ctx, noun, batch));
  noteRewritten(ctx, noun, batch.operations.flatMap(idOf));
  return `{"items":[${texts.join(',')}]}`;
}

async function runTogether(ctx: Context, noun: Noun, batch: BatchShape): Promise<readonly string[]> {
  const atOnce = (await createAtOnce(ctx, noun, batch)) ?? (await updateAtOnce(ctx, noun, batch));
  return atOnce ?? (await runEach(ctx, noun, batch));
}

/** The record an operation is about; none for one that makes it. */
function idOf(operation: BatchShape['operations'][number]): readonly string[] {
  if ('create' in operation) return [];
  return [('update' in operation ? operation.update : 'delete' in operation ? operation.delete : operation.restore).id];
}

/**
 * New records and nothing else are written by a few statements for all. Null where that is not what is asked for, and where
 * one of them is refused, which only one after another can tell which; inside a transaction there would be no way back.
 */
async function createAtOnce(ctx: Context, noun: Noun, { operations }: BatchShape): Promise<readonly string[] | null> {
  const inputs = operations.flatMap((operation) => ('create' in operation ? [operation.create] : []));
  if (inputs.length < operations.length || inputs.length < 2) return null;
  return orOneByOne(ctx, async (tx) =>
    readBackMany(tx, noun, await createMany(tx, noun, inputs), isLinkless(tx, noun, inputs)),
  );
}

/** Whether new records can have no links: none were given, and no rule adds any. */
function isLinkless(ctx: Context, declared: Noun, inputs: readonly unknown[]): boolean {
  const noun = ctx.registry.getNoun(declared.name);
  const rules = ctx.registry.findRules(noun);
  if (rules?.beforeCreate || rules?.beforeCreateMany || rules?.afterCreateMany || rules?.afterWrite) return false;
  return inputs.every((input) => linkFieldsIn(noun, input as Values).length === 0);
}

/** As `createAtOnce` for changes and nothing else. */
async function updateAtOnce(ctx: Context, noun: Noun, batch: BatchShape): Promise<readonly string[] | null> {
  const edits = editsOf(batch);
  if (!edits) return null;
  return orOneByOne(ctx, async (tx) => {
    const edited = await updateMany(tx, noun, edits);
    const refused = edited?.find((one) => 'refusal' in one);
    if (refused) throw refused.refusal;
    return (
      edited &&
      readBackMany(
        tx,
        noun,
        edits.map(({ id }) => id),
      )
    );
  });
}

/** The changes of a batch that is nothing else; null for any other, and for one alone. */
function editsOf({ operations }: BatchShape): readonly Edit[] | null {
  const edits = operations.flatMap((operation) => ('update' in operation ? [editOf(operation.update)] : []));
  return edits.length < operations.length || edits.length < 2 ? null : edits;
}

function editOf({ id, version, ...input }: { readonly id: string; readonly version?: number | undefined }): Edit {
  return { id, input, ...(version === undefined ? {} : { version }) };
}

/** Null, and nothing done, where a record is refused. */
async function orOneByOne<T>(ctx: Context, work: (tx: TransactionContext) => Promise<T | null>): Promise<T | null> {
  if (!ctx.db.alone) return null;
  try {
    return await inTransaction(ctx, work);
  } catch (error) {
    if (error instanceof AppError || findDatabaseError(error)) return null;
    throw error;
  }
}

async function runEach(ctx: Context, noun: Noun, batch: BatchShape): Promise<readonly string[]> {
  return inTransaction(ctx, async (tx) => {
    const written: string[] = [];
    for (const [index, operation] of batch.operations.entries()) {
      written.push((await named(index, () => runOperation(tx, noun, operation))).json);
    }
    return written;
  });
}

/**
 * Runs each operation by itself and answers `{"items":[…],"refusals":[…]}`: null for one that was refused, and why. A fault of ours refuses the operation
 * it meets as `internal`, where it is written down: what was done before stays done, and is told.
 * @throws AppError 400 `badIdempotencyKey` inside a transaction.
 */
async function runSeparately(ctx: Context, noun: Noun, batch: BatchShape): Promise<string> {
  if (!ctx.db.alone) throw new AppError(400, 'badIdempotencyKey');
  const together = ctx.apart?.once ? null : await updateApart(ctx, noun, batch);
  const outcomes = together ?? (await runEachApart(ctx, noun, batch));
  const items = outcomes.map((one) => (typeof one === 'string' ? one : 'null'));
  const isShown = (one: Outcome) => typeof one === 'string' || one.code === 'stale';
  noteRewritten(ctx, noun, batch.operations.filter((_, index) => isShown(outcomes[index] as Outcome)).flatMap(idOf));
  const refusals = outcomes.flatMap((one, operation) =>
    typeof one === 'string' ? [] : [{ operation, problem: toProblem(one, ctx.requestId) }],
  );
  return `{"items":[${items.join(',')}],"refusals":${JSON.stringify(refusals)}}`;
}

/** Changes and nothing else, those that are refused left out; null where only one after another can tell which these are. */
async function updateApart(ctx: Context, noun: Noun, batch: BatchShape): Promise<readonly Outcome[] | null> {
  const edits = editsOf(batch);
  if (!edits) return null;
  return orOneByOne(ctx, async (tx) => {
    const edited = await updateMany(tx, noun, edits);
    if (!edited) return null;
    const written = edits.filter((_, index) => !('refusal' in (edited[index] as Edited)));
    const texts = await readBackMany(
      tx,
      noun,
      written.map(({ id }) => id),
    );
    const byId = new Map(written.map(({ id }, index) => [id, texts[index] as string]));
    return edited.map((one, index) => ('refusal' in one ? one.refusal : (byId.get(edits[index]?.id ?? '') as string)));
  });
}

async function runEachApart(ctx: Context, noun: Noun, { operations }: BatchShape): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const { once, onFault } = ctx.apart ?? {};
  for (const [index, operation] of operations.entries()) {
    const work = async (one: Context) => (await runOperation(one, noun, operation)).json;
    try {
      outcomes.push(await (once ? once(index, work) : work(ctx)));
    } catch (error) {
      const refusal = error instanceof AppError ? error : findDatabaseError(error);
      if (!refusal && !onFault) throw error;
      if (!refusal) onFault?.(error);
      outcomes.push(refusal ?? toAppError(error));
    }
  }
  return outcomes;
}

/** A record's JSON text, or why it was not written. */
type Outcome = string | AppError;

function runOperation(ctx: Context, noun: Noun, operation: BatchShape['operations'][number]): Promise<RecordText> {
  if ('create' in operation) return createNaming(ctx, noun, operation.create);
  if ('delete' in operation) return deleteRecord(ctx, noun, operation.delete.id, operation.delete.version);
  if ('restore' in operation) return restoreRecord(ctx, noun, operation.restore.id);
  const { id, version, ...patch } = operation.update;
  return updateNaming(ctx, noun, id, patch, version);
}

async function named<T>(index: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const refusal = error instanceof AppError ? error : findDatabaseError(error);
    if (!refusal) throw error;
    const fields = refusal.fields.map((field) => ({ ...field, path: `operations.${index}.${field.path}` }));
    throw new AppError(refusal.status, refusal.code, { ...refusal.params, operation: index }, fields);
  }
}
