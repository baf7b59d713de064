import { AppError } from '../../shared/errors.ts';
import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import type { TransactionContext } from '../context.ts';
import { findDatabaseError } from '../http/database-problem.ts';
import { type RecordText, readForChange, staleError } from '../records/read.ts';
import { deleteRecord, restoreRecord } from '../records/remove.ts';
import type { Values } from '../records/rules.ts';
import { updateRecordText } from '../records/update.ts';
import { inputForm } from '../records/values.ts';
import type { Item, JobRow, Outcome } from './bulk.repository.ts';

/** Does the act to one record by the verb that everybody uses, with its rights, rules and log. */
export async function doItem(tx: TransactionContext, { noun: name, act }: JobRow, item: Item): Promise<Outcome> {
  const noun = tx.registry.getNoun(name);
  const { n, record: id } = item;
  if (!('update' in act)) {
    const written = await ('delete' in act ? deleteRecord : restoreRecord)(tx, noun, id);
    return written.changed === false ? { n, state: 'unchanged' } : { n, state: 'changed', version: written.version };
  }
  const { record } = await readForChange(tx, noun, id, 'update');
  const written = await updateRecordText(tx, noun, id, act.update, record.version);
  if (written.changed === false) return { n, state: 'unchanged' };
  return { n, state: 'changed', version: written.version, before: previous(noun, record, act.update) };
}

/** Takes it back. Throws 412 `stale` where the record is no longer as the act left it. */
export async function undoItem(tx: TransactionContext, job: JobRow, item: Item): Promise<Outcome> {
  const { n, record: id, version, before } = item;
  const noun = tx.registry.getNoun(job.noun);
  const { record } = await readForChange(tx, noun, id, 'update');
  const isOther = version !== record.version && !('update' in job.act);
  if (version === null || isOther) throw staleError(record);
  await takeBack(tx, job, noun, id, version, before);
  return { n, state: 'undone' };
}

function takeBack(
  tx: TransactionContext,
  { act }: JobRow,
  noun: Noun,
  id: string,
  version: number,
  before: Values | null,
): Promise<RecordText> {
  if ('delete' in act) return restoreRecord(tx, noun, id);
  if ('restore' in act) return deleteRecord(tx, noun, id, version);
  return updateRecordText(tx, noun, id, before ?? {}, version);
}

/** What the fields that were asked for held before, as an update takes it. */
export function previous(noun: Noun, record: AnyRecord, update: Values): Values {
  const fields = allFields(noun);
  return Object.fromEntries(
    Object.keys(update).flatMap((name) => {
      const field = fields[name];
      return field ? [[name, inputForm(field, record[name])]] : [];
    }),
  );
}

/** What somebody may be told about a record that would not; null for what is nobody's fault here and has to be tried again. */
export function refusalOf(error: unknown): AppError | null {
  const refusal = error instanceof AppError ? error : findDatabaseError(error);
  return refusal && refusal.status < 500 ? refusal : null;
}
