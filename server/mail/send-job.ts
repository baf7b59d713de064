import { z } from 'zod';
import { type Context, inTransaction } from '../context.ts';
import { enqueueJob } from '../jobs/enqueue.ts';
import { defineJob, type Job } from '../jobs/job.ts';
import { OutgoingError } from '../outgoing/outgoing-error.ts';
import { getInstallationServer, getMailServer } from './find-mail-server.ts';
import {
  claimLetter,
  type DueLetter,
  findNextLetter,
  forgetLetters,
  noteFailure,
  noteSent,
} from './letter.repository.ts';
import { MailError } from './mail-error.ts';
import { mailErrorOf } from './mail-fault.ts';
import type { MailServer, OutgoingLetter } from './mail-server.ts';
import { mailerOf } from './mailer.ts';

/** Letters a run hands over; the next run has the rest. */
const atOnce = 20;
/** Seconds a letter under way is nobody else's: longer than a server may take. */
const lease = 180;
const minute = 60;
const hour = 60 * minute;
/** Seconds to wait after each failed attempt: eight attempts in some two days. */
const pauses = [minute, 5 * minute, 20 * minute, hour, 4 * hour, 12 * hour, 24 * hour] as const;
const daysKept = 90;

/** Hands the letters over that are due, and asks for itself again when there will be more. */
export const sendJob: Job = defineJob({
  name: 'mail.send',
  payload: z.strictObject({}),
  run: async (ctx, _payload, signal) => {
    for (let left = atOnce; left > 0 && !signal.aborted; left -= 1) {
      const letter = await claimLetter(ctx.db, lease);
      if (!letter) break;
      await send(ctx, letter);
    }
    await forgetLetters(ctx.db, daysKept);
    await inTransaction(ctx, async (tx) => {
      const next = await findNextLetter(tx.db);
      if (next) await enqueueJob(tx, sendJob, {}, { key: 'letters', runAt: next });
    });
  },
});

/** Makes one attempt and writes down what became of it. */
async function send(ctx: Context, letter: DueLetter): Promise<void> {
  const outcome = await attempt(ctx, letter).catch((error: unknown) => {
    if (error instanceof MailError || error instanceof OutgoingError) return mailErrorOf(error);
    throw error;
  });
  if (typeof outcome === 'string') return noteSent(ctx.db, letter.id, outcome);
  const { code, answer, isFinal } = outcome;
  await noteFailure(ctx.db, letter.id, { fault: code, answer, wait: isFinal ? null : pauseAfter(letter.attempts + 1) });
}

async function attempt(ctx: Context, letter: DueLetter): Promise<string> {
  if (letter.isExpired) throw new MailError('mailExpired', { isFinal: true });
  const mailer = mailerOf(ctx);
  const opened = mailer.sealer.open(letter.content);
  const content = opened === null ? null : (JSON.parse(opened) as SealedContent);
  const server = await serverOf(ctx, letter, content);
  if (!content) throw new MailError('mailPasswordLost', { isFinal: true });
  const { text, html, replyTo, thread } = content;
  return mailer.hand(server, {
    ...{ id: letter.id, at: new Date(letter.at), subject: letter.subject, text, html },
    to: { name: letter.toName, address: letter.toAddress },
    ...(replyTo ? { replyTo } : {}),
    ...(thread ? { thread } : {}),
  });
}

/** The server of the mailbox it goes out from, where it has one; else the workspace's. */
async function serverOf(ctx: Context, { sender }: DueLetter, content: SealedContent | null): Promise<MailServer> {
  if (content?.byInstallation) return getInstallationServer(ctx);
  if (!sender) return getMailServer(ctx);
  const found = await ctx.registry.modules.find((module) => module.findSender)?.findSender?.(ctx, sender);
  if (!found) throw new MailError('mailNotSetUp', { isFinal: true });
  return found;
}

type SealedContent = Pick<OutgoingLetter, 'text' | 'html' | 'replyTo' | 'thread'> & {
  readonly byInstallation?: boolean;
};

/** Seconds until the next attempt after the `made`th; null when that was the last one. */
export function pauseAfter(made: number): number | null {
  return pauses[made - 1] ?? null;
}
