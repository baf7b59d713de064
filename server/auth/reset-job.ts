import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import { type Context, inTransaction, systemContext, type TransactionContext } from '../context.ts';
import type { Database, Queryable } from '../db/database.ts';
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
import { type Account, listMemberships, type Membership } from './membership.repository.ts';
import { writePasswordReset } from './password-reset.repository.ts';
import { listWorkspaces } from './workspace.repository.ts';

const minutesGood = 60;

const payload = z.strictObject({
  email: z.string(),
  /** Which of the account's workspaces this is, from 0: those before have it as a member no longer. */
  turn: z.int().default(0),
});

/**
 * Sends the link to choose a new password with, from the first of the account's workspaces where it is an active member. The link opens
 * all of them: where there are several, it goes by the installation's mail server alone, as that of one would show it to its owners.
 */
export const resetJob: Job<typeof payload> = defineJob({
  name: 'auth.reset',
  payload,
  run: (ctx, { email, turn }) =>
    inTransaction(ctx, async (tx) => {
      const all = await tx.db.asControl((control) => membershipsOf(control, email));
      const found = all[turn];
      if (!found || found.workspace.id !== tx.workspace.id) return;
      const member = await findMember(tx, found.memberId);
      if (member) return send(tx, { account: found.account, member, byInstallation: all.length > 1 });
      const next = all[turn + 1];
      if (next)
        await enqueueJob({ ...tx, workspace: next.workspace }, resetJob, { email, turn: turn + 1 }, { key: email });
    }),
});

/** In the order they were entered; those that were ended are among them. None of an account that is shut out. */
async function membershipsOf(control: Queryable, email: string): Promise<Membership[]> {
  const account = await findAccountByEmail(control, email);
  if (!account?.active) return [];
  return (await listMemberships(control, account.id)).filter(({ workspace }) => !workspace.sandboxOf);
}

/** Null for one who is a member no longer. */
async function findMember(ctx: Context, id: string): Promise<AnyRecord | null> {
  const member: AnyRecord | null = await getRecord(ctx, ctx.registry.getNoun('member'), id).catch((error: unknown) => {
    if (error instanceof AppError && error.status === 404) return null;
    throw error;
  });
  return member?.active && !member.deletedAt ? member : null;
}

interface Reset {
  readonly account: Account;
  readonly member: AnyRecord;
  readonly byInstallation: boolean;
}

async function send(tx: TransactionContext, { account, member, byInstallation }: Reset): Promise<void> {
  const { email } = account;
  const { token, hash } = newLinkToken();
  const url = `${mailerOf(tx).publicUrl}/new-password#${token}`;
  const [name, workspace] = [String(member.name), tx.workspace.name];
  const language = languageOf(member, tx.workspace.language);
  const sent = await postLetter(tx, {
    ...{ kind: 'passwordReset', to: { name, address: email }, byInstallation },
    content: passwordResetLetter({ language, name, workspace, email, url }),
    until: new Date(tx.now().getTime() + minutesGood * 60_000),
  });
  if (!sent) return;
  await tx.db.asControl((control) => writePasswordReset(control, { account: account.id, hash, minutes: minutesGood }));
}

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
