import { z } from 'zod';
import { type Context, inTransaction, type TransactionContext } from '../../../../server/context.ts';
import { enqueueJob } from '../../../../server/jobs/enqueue.ts';
import { defineJob, type Job } from '../../../../server/jobs/job.ts';
import type { OpenMailbox } from '../../../../server/mail/at-mailbox.ts';
import { MailError } from '../../../../server/mail/mail-error.ts';
import { mailerOf } from '../../../../server/mail/mailer.ts';
import { accountOf } from './account-of.ts';
import {
  findMailboxRow,
  findReadUpTo,
  listForgotten,
  type MailboxRow,
  noteChecked,
  noteNextCheck,
} from './mailbox.repository.ts';
import { actingFor, takeIn } from './take-in.ts';

/** Letters a run takes in of a folder; the next run, at once, has the rest. */
const atOnce = 100;
const minute = 60_000;
/** Milliseconds after which a run leaves the rest to the next one, as others wait to be looked at. */
const longest = 3 * minute;
/** Milliseconds until a mailbox is looked at again after so many failures in a row; from a minute to an hour. */
const pauses = [1, 2, 5, 15, 30, 60].map((minutes) => minutes * minute);

/** Looks at a mailbox, takes in what is new, and asks for itself again. */
export const fetchJob: Job = defineJob({
  name: 'mail.fetch',
  payload: z.strictObject({ mailbox: z.string() }),
  run: async (ctx, { mailbox: id }, signal) => {
    const mailbox = await findMailboxRow(ctx.db, id);
    if (!mailbox || ctx.workspace.sandboxOf) return;
    const outcome = await look(ctx, mailbox, signal);
    await inTransaction(ctx, async (tx) => {
      const failures = await noteChecked(tx.db, id, outcome instanceof MailError ? faultOf(outcome) : null);
      // Removed meanwhile.
      if (failures === null) return;
      const pause = outcome === 'more' ? 0 : (pauses[Math.min(failures, pauses.length - 1)] ?? minute);
      await askToFetch(tx, id, new Date(Date.now() + pause));
    });
  },
});

/** Has a mailbox looked at, from within the transaction that wants it; now where no moment is given. */
export async function askToFetch(tx: TransactionContext, id: string, at = new Date()): Promise<void> {
  await noteNextCheck(tx.db, id, at);
  await enqueueJob(tx, fetchJob, { mailbox: id }, { key: id, runAt: at });
}

/** Asks anew for mailboxes whose job was lost, as by a restored backup. */
export async function askForForgotten(ctx: Context): Promise<void> {
  if (ctx.workspace.sandboxOf) return;
  await inTransaction(ctx, async (tx) => {
    for (const { id } of await listForgotten(tx.db, lost)) await askToFetch(tx, id);
  });
}

/** Seconds: longer than the longest pause and a run. */
const lost = 2 * 3600;

const faultOf = ({ code, answer }: MailError) => ({ fault: code, answer });

/** Takes in what is new; `more` where there is more than a run takes. Answers what went wrong at the mailbox. */
async function look(ctx: Context, mailbox: MailboxRow, signal: AbortSignal): Promise<'done' | 'more' | MailError> {
  const ending = AbortSignal.any([signal, AbortSignal.timeout(longest)]);
  try {
    if (!(await actingFor(ctx, mailbox))) throw new MailError('mailboxOwnerGone');
    return await mailerOf(ctx).atMailbox(accountOf(ctx, mailbox), (open) => takeInAll(ctx, mailbox, open, ending));
  } catch (error) {
    if (error instanceof MailError) return error;
    throw error;
  }
}

async function takeInAll(ctx: Context, mailbox: MailboxRow, open: OpenMailbox, signal: AbortSignal) {
  let isMore = false;
  for (const { path, isSent } of await open.listFolders()) {
    const validity = await open.enter(path);
    const last = await findReadUpTo(ctx.db, mailbox.id, path, validity);
    const uids = await open.listAfter(last, new Date(mailbox.since));
    for (const uid of uids.slice(0, atOnce)) {
      if (signal.aborted) return 'more' as const;
      const raw = await open.fetch(uid);
      if (raw) await takeIn(ctx, mailbox, { path, validity, isSent }, raw);
    }
    isMore ||= uids.length > atOnce;
  }
  return isMore ? ('more' as const) : ('done' as const);
}
