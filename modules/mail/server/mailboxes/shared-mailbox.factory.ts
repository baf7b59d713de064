import type { Context } from '../../../../server/context.ts';
import { newId } from '../../../../server/records/uuid.ts';
import { findMailboxRow } from './mailbox.repository.ts';
import { takeIn } from './take-in.ts';

/** A mailbox of the workspace; answers its id, and how a letter comes in: as the job does it, without a server in between. */
export async function openSharedMailbox({ db }: Context, address: string) {
  const id = newId();
  await db.query({
    text: `insert into mailbox (id, name, address, host, port, security, user_name, tells, since)
      values ($1, 'Shared', $2, 'localhost', 1, 'starttls', 'shared', 'known', '2020-01-01')`,
    values: [id, address],
  });
  const mailbox = await findMailboxRow(db, id);
  if (!mailbox) throw new Error('There is no mailbox');
  let uid = 0;
  const arrive = (ctx: Context, source: string): Promise<void> => {
    uid += 1;
    const place = { path: 'INBOX', validity: '1', isSent: false };
    return takeIn(ctx, mailbox, place, { uid, at: new Date(), source: Buffer.from(source), isWhole: true });
  };
  return { id, arrive };
}
