import type { AppError } from '../../shared/errors.ts';
import type { TransactionContext } from '../context.ts';
import { markMany } from '../records/remove-many.ts';
import { type Edited, updateMany } from '../records/update-many.ts';
import type { Item, JobRow, Outcome } from './bulk.repository.ts';
import { previous } from './bulk-item.ts';

/** Does the act to the records, or takes it back, by a few statements for all; null where they have to go one after another. */
export async function writeSet(
  tx: TransactionContext,
  job: JobRow,
  items: readonly Item[],
): Promise<readonly Outcome[] | null> {
  const edited = job.state === 'running' ? await act(tx, job, items) : await takeBack(tx, job, items);
  return edited && items.map((item, index) => outcomeOf(tx, job, item, edited[index] as Edited));
}

/** What a refusal comes to: of an act that is taken back the record is kept as it is. */
export function refusedOutcome(job: JobRow, { n }: Item, refusal: AppError): Outcome {
  const [field] = refusal.fields;
  const state = job.state === 'running' ? 'refused' : 'kept';
  return { n, state, code: field?.code ?? refusal.code, field: field?.path ?? null };
}

function act(tx: TransactionContext, { noun: name, act: asked }: JobRow, items: readonly Item[]) {
  const noun = tx.registry.getNoun(name);
  const marks = items.map(({ record }) => ({ id: record }));
  if (!('update' in asked)) return markMany(tx, noun, marks, 'delete' in asked ? 'deleted' : 'restored');
  const edits = marks.map(({ id }) => ({ id, input: asked.update }));
  return updateMany(tx, noun, edits);
}

function takeBack(tx: TransactionContext, { noun: name, act: asked }: JobRow, items: readonly Item[]) {
  const noun = tx.registry.getNoun(name);
  const seen = items.map(({ record, version }) => ({ id: record, ...(version === null ? {} : { version }) }));
  if (!('update' in asked)) return markMany(tx, noun, seen, 'delete' in asked ? 'restored' : 'deleted');
  const edits = seen.map((mark, index) => ({ ...mark, input: items[index]?.before ?? {} }));
  return updateMany(tx, noun, edits);
}

function outcomeOf(tx: TransactionContext, job: JobRow, item: Item, edited: Edited): Outcome {
  const { n } = item;
  if ('refusal' in edited) return refusedOutcome(job, item, edited.refusal);
  if (job.state !== 'running') return { n, state: 'undone' };
  if (!edited.changed) return { n, state: 'unchanged' };
  const { version, before } = edited;
  const { act: asked } = job;
  if (!('update' in asked)) return { n, state: 'changed', version };
  return { n, state: 'changed', version, before: previous(tx.registry.getNoun(job.noun), before, asked.update) };
}
