import type { Context } from '../../../../server/context.ts';
import { MailError } from '../../../../server/mail/mail-error.ts';
import type { MailServer } from '../../../../server/mail/mail-server.ts';
import { accountOf } from './account-of.ts';
import { findMailboxRow, listMailboxRows, type MailboxRow } from './mailbox.repository.ts';
import { maySort, memberOf } from './mailbox.service.ts';

/** The mailboxes that whoever asks may write from, their own first. */
export async function listSenders(ctx: Context): Promise<readonly MailboxRow[]> {
  if (!maySort(ctx)) return [];
  const rows = await listMailboxRows(ctx.db, memberOf(ctx));
  return rows.filter(({ sends }) => sends).toSorted((one, other) => Number(!one.member) - Number(!other.member));
}

/** The server letters of a mailbox go out by. Null where it names none or is gone. Throws MailError. */
export async function findSender(ctx: Context, id: string): Promise<MailServer | null> {
  const row = await findMailboxRow(ctx.db, id);
  if (!row?.sends) return null;
  const { user, password } = accountOf(ctx, row);
  if (ctx.workspace.sandboxOf) throw new MailError('outgoingSandbox');
  return { ...row.sends, user, password, from: { name: row.name, address: row.address } };
}
