import { z } from 'zod';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { enqueueJob } from '../../../server/jobs/enqueue.ts';
import { defineJob, type Job } from '../../../server/jobs/job.ts';
import {
  type ChannelRow,
  clearParts,
  findChannelRow,
  holdChannel,
  leaveChannel,
  listForgottenChannels,
  noteNextLook,
  noteUsed,
} from './channel.repository.ts';
import { ChannelError } from './channel-error.ts';
import type { ChannelEvent, Hand } from './channels/adapter.ts';
import { adapterOf } from './channels/adapters.ts';
import { forgetStrangers } from './chat/chat.repository.ts';
import {
  findNextTry,
  giveUpOld,
  noteSent,
  noteState,
  noteUnsent,
  takeWaiting,
  type WaitingMessage,
} from './message.repository.ts';
import { takeIn } from './take-in.ts';
import { tellBrowsers } from './tell.ts';

/** Milliseconds until a channel, or a message it put off, is tried again after so many failures. */
const pauses = [5, 15, 60, 300, 900, 1800].map((seconds) => seconds * 1000);
const pauseAfter = (failures: number): number => pauses[Math.min(failures, pauses.length) - 1] ?? 5_000;
/** Messages a run hands over; the next run, at once, has the rest. */
const atOnce = 50;
/** Days of silence after which a visitor of a site whom nobody named is forgotten. */
const strangersKept = 90;
/** Attempts after which a message the channel puts off is given up. */
const mostAttempts = 12;

/** Hands over what waits for a channel, takes what has come, and asks for itself again. */
export const exchangeJob: Job = defineJob({
  name: 'messages.exchange',
  payload: z.strictObject({ channel: z.guid() }),
  run: async (ctx, { channel: id }, signal) => {
    const channel = await findChannelRow(ctx.db, id);
    if (!channel?.active || ctx.workspace.sandboxOf) return;
    if (!(await holdChannel(ctx.db, id))) return again(ctx, id, new Date(Date.now() + 1_000));
    const failure = await look(ctx, channel, signal);
    await inTransaction(ctx, async (tx) => {
      const failures = await leaveChannel(tx.db, id, failure && { fault: failure.code, answer: failure.answer });
      // Taken away meanwhile.
      if (failures === null) return;
      const at = await nextLook(tx, channel, failures);
      if (at) await askToExchange(tx, id, at);
    });
  },
});

/** Has a channel looked at, from within the transaction that wants it; now where no moment is given. */
export async function askToExchange(tx: TransactionContext, id: string, at = new Date()): Promise<void> {
  await noteNextLook(tx.db, id, at);
  await enqueueJob(tx, exchangeJob, { channel: id }, { key: id, runAt: at });
}

/** Asks anew for channels whose job was lost, as by a restored backup, and forgets parts whose others never came. */
export async function tidyChannels(ctx: Context): Promise<void> {
  if (ctx.workspace.sandboxOf) return;
  await inTransaction(ctx, async (tx) => {
    await clearParts(tx.db);
    await forgetStrangers(tx.db, strangersKept);
    for (const { id } of await listForgottenChannels(tx.db)) await askToExchange(tx, id);
  });
}

function again(ctx: Context, id: string, at: Date): Promise<void> {
  return inTransaction(ctx, (tx) => askToExchange(tx, id, at));
}

/** When a channel is to be looked at next; null for one that tells by itself and has nothing waiting. */
async function nextLook({ db }: TransactionContext, { id, kind }: ChannelRow, failures: number): Promise<Date | null> {
  const now = Date.now();
  if (failures > 0) return new Date(now + pauseAfter(failures));
  const waiting = (await findNextTry(db, id))?.getTime() ?? null;
  const { every } = adapterOf(kind);
  const asked = every === null ? null : now + every * 1000;
  const moments = [waiting, asked].filter((one) => one !== null);
  return moments.length > 0 ? new Date(Math.max(now, Math.min(...moments))) : null;
}

/** Answers what went wrong at the channel; null where nothing did. */
async function look(ctx: Context, channel: ChannelRow, signal: AbortSignal): Promise<ChannelError | null> {
  await giveUpOld(ctx.db, channel.id);
  // What came of a message is written down after that it was sent.
  let handing: Promise<unknown> = Promise.resolve();
  const take = async (event: ChannelEvent) => {
    await handing;
    await takeIn(ctx, channel, event);
  };
  try {
    return await adapterOf(channel.kind).at(ctx, channel, take, async (hand) => {
      for (let count = 0; count < atOnce && !signal.aborted; count += 1) {
        const message = await takeWaiting(ctx.db, channel.id);
        if (!message) return null;
        const handed = handOver(ctx, channel, message, hand);
        handing = handed.catch(() => undefined);
        const failure = await handed;
        if (failure) return failure;
      }
      return null;
    });
  } catch (error) {
    if (error instanceof ChannelError) return error;
    throw error;
  }
}

/** Answers a failure that is the channel's and not this message's. */
async function handOver(
  ctx: Context,
  channel: ChannelRow,
  { id, conversation, account, text, attempts }: WaitingMessage,
  hand: Hand,
): Promise<ChannelError | null> {
  const outcome = await hand({ id, to: account, text }).catch((error: unknown) => {
    if (error instanceof ChannelError) return error;
    throw error;
  });
  await inTransaction(ctx, async (tx) => {
    if (outcome instanceof ChannelError) {
      const pause = outcome.isPassing && attempts < mostAttempts ? pauseAfter(attempts) : null;
      await noteUnsent(tx.db, id, { fault: outcome.code, answer: outcome.answer, pause });
    } else {
      for (const early of await noteSent(tx.db, id, outcome)) await noteState(tx.db, channel.id, early);
      await noteUsed(tx.db, channel.id);
    }
    await tellBrowsers(tx, conversation);
  });
  return outcome instanceof ChannelError && outcome.isPassing && outcome.code !== 'channelBusy' ? outcome : null;
}
