import { z } from 'zod';
import { type Context, inTransaction, systemContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import { enqueueJob } from '../jobs/enqueue.ts';
import { defineJob, type Job } from '../jobs/job.ts';
import { passwordResetLetter } from '../mail/letters.ts';
import { mailerOf } from '../mail/mailer.ts';
import { postLetter } from '../mail/post-letter.ts';
import type { Registry } from '../metadata/registry.ts';
import { getRecord } from '../records/read.ts';
import { findAccountByEmail } from './account.repository.ts';
import { newLinkToken } from './link-token.ts';
import { languageOf } from './member-account.ts';
import { listMemberships } from './membership.repository.ts';
import { writePasswordReset } from './password-reset.repository.ts';
import { listWorkspaces } from './workspace.repository.ts';

const minutesGood = 60;

/** Sends the link to choose a new password with, where the address is that of somebody whose first workspace this is. */
export const resetJob: Job<z.ZodObject<{ email: z.ZodString }>> = defineJob({
  name: 'auth.reset',
  payload: z.strictObject({ email: z.string() }),
  run: (ctx, { email }) =>
    inTransaction(ctx, async (tx) => {
      const found = await tx.db.asControl(async (control) => {
        const account = await findAccountByEmail(control, email);
        if (!account?.active) return null;
        const [first] = await listMemberships(control, account.id);
        return first?.workspace.id === tx.workspace.id ? first : null;
      });
      if (!found) return;
      const member = await getRecord(tx, tx.registry.getNoun('member'), found.memberId);
      if (!member.active || member.deletedAt) return;
      const { token, hash } = newLinkToken();
      const url = `${mailerOf(tx).publicUrl}/new-password#${token}`;
      const [name, workspace] = [String(member.name), tx.workspace.name];
      const language = languageOf(member, tx.workspace.language);
      const sent = await postLetter(tx, {
        kind: 'passwordReset',
        to: { name, address: email },
        content: passwordResetLetter({ language, name, workspace, email, url }),
        until: new Date(tx.now().getTime() + minutesGood * 60_000),
      });
      if (!sent) return;
      const reset = { account: found.account.id, hash, minutes: minutesGood };
      await tx.db.asControl((control) => writePasswordReset(control, reset));
    }),
});

/**
 * Has the link sent. What is done here is the same for every address, so that neither the answer nor the time it takes
 * tells whether anybody has an account with it; who has one is looked up by the job.
 */
export async function askForReset(database: Database, registry: Registry, email: string): Promise<void> {
  for (const workspace of await listWorkspaces(database.control)) {
    if (workspace.sandboxOf) continue;
    const ctx: Context = systemContext(database, registry, workspace);
    await inTransaction(ctx, (tx) => enqueueJob(tx, resetJob, { email }, { key: email }));
  }
}
