import { z } from 'zod';
import { newLinkToken } from '../../../server/auth/link-token.ts';
import { inTransaction, type TransactionContext } from '../../../server/context.ts';
import { defineJob, type Job } from '../../../server/jobs/job.ts';
import { mailerOf } from '../../../server/mail/mailer.ts';
import { postLetter } from '../../../server/mail/post-letter.ts';
import { getRecord } from '../../../server/records/read.ts';
import { personNameText } from '../../../shared/names/person-name.ts';
import type { PersonName } from '../../../shared/nouns/value.ts';
import { person } from '../../people/contract/index.ts';
import { type AccountRow, findByEmail, writeLink } from './account.repository.ts';
import { portalLetter } from './portal-letters.ts';

const payload = z.strictObject({ email: z.string() });
/** Hours for which a link to a new password is good, and that of an invitation. */
export const linkHours = { password: 1, invitation: 7 * 24 } as const;

/** Sends whoever has an account with an address the link to choose a new password with. */
export const passwordJob: Job<typeof payload> = defineJob({
  name: 'portal.password',
  payload,
  run: (ctx, { email }) =>
    inTransaction(ctx, async (tx) => {
      const account = await findByEmail(tx.db, email);
      if (account) await writeTo(tx, account, 'password');
    }),
});

/** Makes a link of an account and writes it to them; answers it, and whether a letter could be sent. */
export async function writeTo(
  tx: TransactionContext,
  account: AccountRow,
  kind: 'password' | 'invitation',
): Promise<{ readonly url: string; readonly isSent: boolean }> {
  const { token, hash } = newLinkToken();
  const hours = linkHours[kind];
  await writeLink(tx.db, { account: account.id, hash, hours });
  const url = `${addressOf(tx)}/password#${token}`;
  const until = new Date(tx.now().getTime() + hours * 3_600_000);
  return { url, isSent: await post(tx, account, { kind, url, until }) };
}

/** Tells a client that their password was changed: whoever did it without them holds their letters. */
export async function tellOfPassword(tx: TransactionContext, account: AccountRow): Promise<void> {
  await post(tx, account, { kind: 'changed', url: addressOf(tx) });
}

/** Where the portal of the workspace is. */
export const addressOf = (tx: TransactionContext) => `${mailerOf(tx).publicUrl}/portal/${tx.workspace.id}`;

async function post(
  tx: TransactionContext,
  { person: id, email, language: chosen }: AccountRow,
  letter: { readonly kind: 'password' | 'invitation' | 'changed'; readonly url: string; readonly until?: Date },
): Promise<boolean> {
  const { workspace } = tx;
  const language = chosen ?? workspace.language;
  const record = await getRecord(tx, tx.registry.whole.getNoun(person.name), id);
  const name = personNameText(record.name as PersonName, language);
  const { kind, url, until } = letter;
  const sent = await postLetter(tx, {
    ...{ kind: `portal.${kind}`, to: { name, address: email }, names: id },
    content: portalLetter({ kind, language, name, workspace: workspace.name, url }),
    ...(until ? { until } : {}),
  });
  return sent !== null;
}
