import { z } from 'zod';
import { asSystem, type Context, inTransaction } from '../../../../server/context.ts';
import { defineJob, type Job } from '../../../../server/jobs/job.ts';
import { mailerOf } from '../../../../server/mail/mailer.ts';
import { readLetter } from '../../../../server/mail/read-letter.ts';
import { findRecordText } from '../../../../server/records/read.ts';
import { updateRecord } from '../../../../server/records/update.ts';
import { task } from '../../../tasks/contract/index.ts';
import { accountOf } from './account-of.ts';
import { keepFiles } from './keep-files.ts';
import { findKept, type KeptLetter } from './kept-letter.repository.ts';
import { findMailboxRow } from './mailbox.repository.ts';

/** Fetches the attachments of a letter that was kept without them, once it is told. */
export const filesJob: Job = defineJob({
  name: 'mail.files',
  payload: z.strictObject({ letter: z.string() }),
  run: async (ctx, { letter: id }) => {
    const letter = await findKept(ctx.db, id);
    const mailbox = letter?.mailbox ? await findMailboxRow(ctx.db, letter.mailbox) : null;
    // A mailbox that is gone, or whose numbers begin anew, has nothing to fetch: the letter still names what it came with.
    if (!letter?.task || !mailbox || ctx.workspace.sandboxOf || !(await isWithoutFiles(ctx, letter.task))) return;
    const read = await mailerOf(ctx).atMailbox(accountOf(ctx, mailbox), async (open) => {
      if ((await open.enter(letter.path)) !== letter.validity) return null;
      const raw = await open.fetch(letter.uid);
      return raw && readLetter(raw.source);
    });
    if (read && read.messageId === letter.messageId) await attach(ctx, letter, read);
  },
});

async function attach(ctx: Context, { task: id }: KeptLetter, read: Parameters<typeof keepFiles>[1]): Promise<void> {
  const files = await keepFiles(asSystem(ctx), read);
  if (files.length === 0 || !id) return;
  await inTransaction(asSystem(ctx), async (tx) => {
    if (await isWithoutFiles(tx, id)) await updateRecord(tx, task, id, { files });
  });
}

async function isWithoutFiles(ctx: Context, id: string): Promise<boolean> {
  const found = await findRecordText(asSystem(ctx), task, id, { fields: ['files', 'deletedAt'] });
  if (!found) return false;
  const { files, deletedAt } = JSON.parse(found.json) as { files: readonly unknown[] | null; deletedAt: string | null };
  return !deletedAt && (files ?? []).length === 0;
}
