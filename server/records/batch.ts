import type { BatchShape } from '../../shared/contract/record-batch.ts';
import { AppError } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { type Context, inTransaction } from '../context.ts';
import { findDatabaseError } from '../http/database-problem.ts';
import { createRecordText } from './create.ts';
import type { RecordText } from './read.ts';
import { deleteRecord, restoreRecord } from './remove.ts';
import { updateRecordText } from './update.ts';

/**
 * Runs the operations in order, all or nothing, and answers the records as JSON text `{"items":[…]}`. An operation that is
 * refused names itself: its field errors are under `operations.<index>`.
 */
export async function runBatch(ctx: Context, noun: Noun, batch: BatchShape): Promise<string> {
  const records = await inTransaction(ctx, async (tx) => {
    const written: RecordText[] = [];
    for (const [index, operation] of batch.operations.entries()) {
      written.push(await named(index, () => runOperation(tx, noun, operation)));
    }
    return written;
  });
  return `{"items":[${records.map((record) => record.json).join(',')}]}`;
}

function runOperation(ctx: Context, noun: Noun, operation: BatchShape['operations'][number]): Promise<RecordText> {
  if ('create' in operation) return createRecordText(ctx, noun, operation.create);
  if ('delete' in operation) return deleteRecord(ctx, noun, operation.delete.id, operation.delete.version);
  if ('restore' in operation) return restoreRecord(ctx, noun, operation.restore.id);
  const { id, version, ...patch } = operation.update;
  return updateRecordText(ctx, noun, id, patch, version);
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
