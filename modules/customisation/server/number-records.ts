import { z } from 'zod';
import { appendChange } from '../../../server/changes/append.ts';
import type { Listener } from '../../../server/changes/change.ts';
import { inTransaction, type TransactionContext } from '../../../server/context.ts';
import { enqueueJob } from '../../../server/jobs/enqueue.ts';
import { defineJob } from '../../../server/jobs/job.ts';
import { readRegistry } from '../../../server/metadata/registries.ts';
import { listUnnumbered, numberRecords } from '../../../server/records/autonumber.ts';
import { newId } from '../../../server/records/uuid.ts';

/** Records that get their numbers in one transaction: whoever creates one meanwhile waits for its end. */
const step = 500;

/** Gives records from before a numbering their numbers, in the order of their creation; goes on where it stopped. */
export const numberRecordsJob = defineJob({
  name: 'customisation.numberRecords',
  payload: z.strictObject({ noun: z.string(), field: z.string() }),
  run: async (ctx, { noun, field }, signal) => {
    while (await inTransaction(ctx, (tx) => numberSome(tx, noun, field))) signal.throwIfAborted();
  },
});

/** A numbering that was added is begun with the records there are. */
export const numberingListener: Listener = {
  name: 'customisation.numbering',
  nouns: ['customField'],
  handle: async (ctx, changes) => {
    for (const { kind, fields } of changes) {
      const [of, noun, field] = [fields.kind?.to, fields.noun?.to, fields.name?.to].map(String);
      if (kind !== 'created' || of !== 'autonumber' || !noun || !field) continue;
      const payload = { noun, field };
      await inTransaction(ctx, (tx) => enqueueJob(tx, numberRecordsJob, payload, { key: `${noun}.${field}` }));
    }
  },
};

/** One step; false when all have their numbers. */
async function numberSome(tx: TransactionContext, name: string, field: string): Promise<boolean> {
  const noun = (await readRegistry(tx.registry, tx.db)).findNoun(name);
  const numbered = noun?.fields[field];
  if (!noun || numbered?.kind !== 'autonumber' || numbered.retired) return false;
  const records = await listUnnumbered(tx.db, noun, field, step);
  if (records.length === 0) return false;
  await numberRecords(tx, noun, field, numbered, records);
  await appendChange(tx, { noun: name, recordId: newId(), kind: 'computed', fields: { [field]: {} } });
  return records.length === step;
}
