import type { Readable } from 'node:stream';
import { z } from 'zod';
import { type Context, inTransaction, type TransactionContext } from '../../context.ts';
import { enqueueJob } from '../../jobs/enqueue.ts';
import { defineJob, type Job } from '../../jobs/job.ts';
import { keeperOf, keyOf } from '../file-keeper.ts';
import { readerOf, textLimits } from './extract-text.ts';
import { isAnyWaiting, noteText, takeWaiting, type WaitingFile } from './file-text.repository.ts';
import { indexText } from './text-parts.ts';
import { UnreadableFile } from './zip.ts';

/** Files a run reads; the next run has the rest. */
const atOnce = 50;
/** A file over which the process died so often is left alone. */
const mostAttempts = 3;

/** Reads the words of files that were uploaded, one after another, so that they are found by them. */
export const readFilesJob: Job = defineJob({
  name: 'files.read',
  payload: z.strictObject({}),
  run: (ctx, _payload, signal) => readFiles(ctx, signal),
});

/** Has waiting files read once the transaction is committed. */
export function askToRead(tx: TransactionContext): Promise<void> {
  return enqueueJob(tx, readFilesJob, {}, { key: 'read' });
}

/** Does what the job does, here and now. Throws where the store of files is not to be reached: then all of them wait. */
export async function readFiles(ctx: Context, signal?: AbortSignal): Promise<void> {
  for (let left = atOnce; left > 0 && !signal?.aborted; left -= 1) {
    const file = await takeWaiting(ctx.db);
    if (!file) return;
    await readOne(ctx, file);
  }
  if (await isAnyWaiting(ctx.db)) await inTransaction(ctx, askToRead);
}

async function readOne(ctx: Context, file: WaitingFile): Promise<void> {
  const reader = readerOf(file);
  if (!reader) return noteText(ctx.db, file, 'none');
  if (file.size > textLimits.file) return noteText(ctx.db, file, 'tooLarge');
  if (file.attempts > mostAttempts) return noteText(ctx.db, file, 'failed', { fault: 'attempts' });
  const content = await keeperOf(ctx).store.open(keyOf(ctx, file.hash));
  if (!content) return noteText(ctx.db, file, 'failed', { fault: 'content is gone' });
  try {
    const text = indexText(file.name, await reader(await whole(content)));
    await noteText(ctx.db, file, 'read', { text });
  } catch (error) {
    if (!(error instanceof UnreadableFile || error instanceof RangeError)) throw error;
    await noteText(ctx.db, file, 'failed', { fault: error.message });
  }
}

async function whole(content: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
