import { Readable } from 'node:stream';
import { z } from 'zod';
import { asSystem, type Context, inTransaction, sealerOf, type TransactionContext } from '../../../server/context.ts';
import { uploadFile } from '../../../server/files/file-service.ts';
import { enqueueJob } from '../../../server/jobs/enqueue.ts';
import { defineJob } from '../../../server/jobs/job.ts';
import { OutgoingError } from '../../../server/outgoing/outgoing-error.ts';
import { outgoingOf } from '../../../server/outgoing/outgoing-of.ts';
import { createRecord } from '../../../server/records/create.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { AppError, invalidField } from '../../../shared/errors.ts';
import { type CallEvent, recording } from '../contract/index.ts';
import type { CallRow } from './call.repository.ts';
import { purpose } from './exchange-key.ts';
import { findUrl, forgetUrl, noteRecording } from './recording.repository.ts';

/** Bytes of a recording: some hours of speech. */
const mostBytes = 50_000_000;
/** Milliseconds to fetch one. */
const timeout = 120_000;

export const sealUrl = (ctx: Context, url: string): string => sealerOf(ctx, purpose).seal(url);

/** Tells at once of an address that could never be fetched from. Throws 422 naming `url`. */
export async function assertFetchable(ctx: Context, { event, url }: CallEvent): Promise<void> {
  if (event === 'recorded' && !url) throw invalidField('url', 'required');
  if (!url) return;
  try {
    await outgoingOf(ctx).check(url);
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    if (error.code !== 'outgoingUnknownHost') throw invalidField('url', error.code);
  }
}

/** Makes the recording of a call that is logged, once, and has it fetched. */
export async function keepRecording(
  tx: TransactionContext,
  call: CallRow,
  task: string,
  by: string | null,
): Promise<void> {
  if (!call.recordingUrl || call.recording) return;
  const { id } = await createRecord(asSystem(tx), recording, {
    ...{ number: call.number, member: by, at: call.rangAt, seconds: call.seconds, call: task },
  });
  await noteRecording(tx.db, call.id, id);
  await enqueueJob(tx, fetchJob, { recording: id }, { key: id });
}

/** Fetches a recording from where the telephone system has it; tried again for days while it does not come. */
export const fetchJob = defineJob({
  name: 'calls.fetchRecording',
  payload: z.strictObject({ recording: z.guid() }),
  run: async (ctx, { recording: id }, signal) => {
    const [found] = await readMany(ctx, recording, 'id', [id]);
    const sealed = found?.state === 'waiting' ? await findUrl(ctx.db, id) : null;
    const url = sealed && sealerOf(ctx, purpose).open(sealed);
    if (!url) return;
    const { status, body } = await outgoingOf(ctx).send({ url, timeout, maxBytes: mostBytes, redirects: 3, signal });
    if (status !== 200) throw new Error(`The telephone system answered ${status} for a recording`);
    await inTransaction(ctx, async (tx) => {
      await updateRecord(tx, recording, id, await kept(tx, url, body));
      await forgetUrl(tx.db, id);
    });
  },
});

async function kept(tx: TransactionContext, url: string, body: Buffer): Promise<object> {
  const [, ending = 'mp3'] = /\.(mp3|m4a|ogg|oga|wav|flac|webm)$/i.exec(new URL(url).pathname) ?? [];
  try {
    const { id } = await uploadFile(tx, `recording.${ending.toLowerCase()}`, Readable.from([body]));
    return { state: 'kept', sound: [id] };
  } catch (error) {
    // What is no sound is none the next time either.
    if (error instanceof AppError && error.code === 'fileNotAsNamed') return { state: 'failed' };
    throw error;
  }
}
