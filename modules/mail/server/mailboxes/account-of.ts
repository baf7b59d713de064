import type { Context } from '../../../../server/context.ts';
import type { MailboxAccount } from '../../../../server/mail/at-mailbox.ts';
import { MailError } from '../../../../server/mail/mail-error.ts';
import { mailerOf } from '../../../../server/mail/mailer.ts';
import type { MailboxRow } from './mailbox.repository.ts';

/** How a mailbox is signed in at. Throws MailError `mailPasswordLost`. */
export function accountOf(
  ctx: Context,
  { host, port, security, user, password }: Pick<MailboxRow, 'host' | 'port' | 'security' | 'user' | 'password'>,
): MailboxAccount {
  const opened = password === null ? null : mailerOf(ctx).sealer.open(password);
  if (opened === null) throw new MailError('mailPasswordLost');
  return { host, port, security, user, password: opened };
}
