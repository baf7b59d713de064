import { type Context, inTransaction } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { getRecord } from '../../../server/records/read.ts';
import type { Values } from '../../../server/records/rules.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { inputForm } from '../../../server/records/values.ts';
import { underPath } from '../../../shared/errors.ts';
import type { AnyRecord, RecordOf } from '../../../shared/nouns/value.ts';
import type { Completion } from '../contract/completion.api.ts';
import { task } from '../contract/index.ts';

type TaskRecord = RecordOf<typeof task>;

/**
 * Says that a task is done and what came of it, and plans what comes next about the same records; both or neither. Throws
 * 403, 404, 412 `stale`, 422 naming each field at fault, those of the next one by `next.…`.
 */
export function complete(
  ctx: Context,
  id: string,
  { version, next, ...came }: Completion,
): Promise<{ task: TaskRecord; next: TaskRecord | null }> {
  return inTransaction(ctx, async (tx) => {
    const done = await updateRecord(tx, task, id, { ...came, done: true }, version);
    if (!next) return { task: done, next: null };
    try {
      const planned = { ...aboutOf(tx, await getRecord(tx, task, id)), ...next };
      return { task: done, next: await createRecord(tx, task, planned) };
    } catch (error) {
      throw underPath('next', error);
    }
  });
}

/** Whom and what a task is about, as another one takes it. */
function aboutOf(ctx: Context, record: object): Values {
  const entries = Object.entries(ctx.registry.getNoun(task.name).fields);
  const pointers = entries.filter(([, field]) => field.kind === 'relation' && !field.readOnly && !field.retired);
  const values = pointers.map(([name, field]) => [name, inputForm(field, (record as AnyRecord)[name])] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}
