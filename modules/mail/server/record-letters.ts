import { mayKnow } from '../../../server/access/access.ts';
import { withEveryField } from '../../../server/access/seen-registry.ts';
import { noteOpened } from '../../../server/access-log/note-shown.ts';
import { findMemberAccount } from '../../../server/auth/membership.repository.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { isMailSetUp } from '../../../server/mail/find-mail-server.ts';
import { countWritten, listLettersAbout } from '../../../server/mail/letter.repository.ts';
import { personalLetter } from '../../../server/mail/letter-text.ts';
import type { Mailbox } from '../../../server/mail/mail-server.ts';
import { postLetter } from '../../../server/mail/post-letter.ts';
import { createRecord } from '../../../server/records/create.ts';
import { getRecord } from '../../../server/records/read.ts';
import { readableAmong } from '../../../server/records/readable-among.ts';
import { AppError, invalidField } from '../../../shared/errors.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { lastSaid } from '../../people/server/index.ts';
import { task } from '../../tasks/contract/index.ts';
import type { addressed } from '../contract/index.ts';
import { getAnswered } from './mailboxes/answered.ts';
import { noteAnswered } from './mailboxes/kept-letter.repository.ts';
import { asKnown, hiddenAddress } from './mailboxes/known-addresses.ts';
import { listReceived } from './mailboxes/received.ts';
import { listSenders } from './mailboxes/senders-of.ts';

interface About {
  readonly noun: (typeof addressed)[number];
  readonly id: string;
}

/** The letters written to a record. Throws 404 for one the actor may not see. */
export async function listAbout(ctx: Context, { noun, id }: About) {
  await getRecord(ctx, ctx.registry.getNoun(noun), id);
  await noteOpened(ctx, ctx.registry.getNoun(noun), id, { fields: ['emails'] });
  const rows = await told(ctx, await listLettersAbout(ctx.db, noun, id));
  const isKnown = mayKnow(ctx, ctx.registry.getNoun(noun), 'emails');
  const items = rows.map(({ at, toAddress: to, subject, state, sentAt, fault, id: letter }) => ({
    ...{ id: letter, at, toAddress: isKnown ? to : hiddenAddress, subject, state, sentAt, fault },
  }));
  const senders = (await listSenders(ctx)).map(({ id: box, address }) => ({ id: box, address }));
  const received = await listReceived(ctx, { noun, id });
  return {
    items,
    received: received.map((one) => asKnown(ctx, one)),
    canSend: senders.length > 0 || (await isMailSetUp(ctx)),
    senders,
  };
}

/** Those that the reader may read of: what a letter is about is the title of the task that tells of it. */
async function told<L extends { readonly task: string | null }>(ctx: Context, letters: readonly L[]) {
  const tasks = ctx.registry.getNoun(task.name);
  const ids = letters.flatMap(({ task: one }) => one ?? []);
  const readable = mayKnow(ctx, tasks, 'title') ? await readableAmong(ctx, tasks, ids) : new Set();
  return letters.filter(({ task: one }) => one === null || readable.has(one));
}

/**
 * Writes a letter to one of a record's own addresses: anybody else's would make a relay of the workspace. It stands in the
 * record's timeline as a task of the kind letter, by whom and when, and the answer goes to whoever wrote it.
 * @throws {AppError} 404, 409 `mailNotSetUp`, 422 `notItsAddress` or `consentMissing`, 429 `tooManyRequests` with `seconds` to wait.
 */
export function write(
  ctx: Context,
  letter: About & {
    readonly to?: string | undefined;
    readonly place?: number | undefined;
    readonly answers?: string | undefined;
    readonly mailbox?: string | undefined;
    readonly deal?: string | undefined;
    readonly subject: string;
    readonly text: string;
    readonly purpose?: 'personal' | 'marketing';
  },
): Promise<{ readonly task: string }> {
  const { noun, id, subject, text, purpose } = letter;
  return inTransaction(ctx, async (tx) => {
    const record: AnyRecord = await getRecord(tx, tx.registry.getNoun(noun), id);
    const sender = await senderFor(tx, letter.mailbox);
    if (!sender && !(await isMailSetUp(tx))) throw new AppError(409, 'mailNotSetUp');
    if (record.deletedAt) throw invalidField('to', 'notItsAddress');
    const answered = letter.answers ? await getAnswered(tx, letter.answers, { noun, id }) : null;
    const to = answered?.to ?? (await addressFor(tx, record, letter));
    if (purpose === 'marketing') await assertConsent(tx, { noun, id });
    await assertNotFlooding(tx);
    const content = personalLetter(subject, text, tx.language);
    const made = await createRecord(tx, task, {
      ...{
        title: content.subject,
        kind: 'letter',
        done: true,
        dueAt: tx.now().toISOString(),
        outcome: text,
        [noun]: id,
        ...answered?.about,
        ...(letter.deal ? { deal: letter.deal } : {}),
      },
    });
    await postLetter(tx, {
      ...{ kind: 'personal', to: { name: '', address: to }, content },
      ...{ replyTo: sender ? mailboxOf(sender) : await writerOf(tx), about: { noun, id }, task: made.id },
      ...(answered ? { thread: answered.thread } : {}),
      ...(sender ? { sender: sender.id } : {}),
    });
    if (answered) await noteAnswered(tx.db, [answered.thread.inReplyTo], tx.now().toISOString());
    return { task: made.id };
  });
}

const mailboxOf = ({ name, address }: Mailbox): Mailbox => ({ name, address });

/** The mailbox to write from; null for the workspace's address. Throws 422 for one that is not the writer's to. */
async function senderFor(tx: TransactionContext, mailbox: string | undefined) {
  if (mailbox === undefined) return null;
  const found = (await listSenders(tx)).find(({ id }) => id === mailbox);
  if (!found) throw invalidField('mailbox', 'notAnOption', { options: [] });
  return found;
}

/**
 * The address asked for: one that the writer sees, or by its place one whose beginning they see; what is hidden from them they do not write
 * to either. Throws 422 `notItsAddress`.
 */
async function addressFor(
  tx: TransactionContext,
  record: AnyRecord,
  { noun, id, to, place }: Parameters<typeof write>[1],
): Promise<string> {
  const seen = addressesOf(record);
  if ((to === undefined) === (place === undefined)) throw invalidField('to', 'required');
  if (to !== undefined && seen.includes(to)) return to;
  if (place === undefined || place >= seen.length) throw invalidField('to', 'notItsAddress');
  const every = withEveryField(tx);
  const whole = await getRecord(every, every.registry.getNoun(noun), id, { fields: ['emails'] });
  const address = addressesOf(whole)[place];
  if (!address) throw invalidField('to', 'notItsAddress');
  return address;
}

/** What a person said last counts; who never said anything, and a company or lead, has not consented. */
async function assertConsent(tx: TransactionContext, { noun, id }: About): Promise<void> {
  if (noun !== 'person' || (await lastSaid(tx, id, { of: 'marketing', channel: 'email' })) !== 'given')
    throw invalidField('purpose', 'consentMissing');
}

/** Letters one person writes within an hour; more come from a key that leaked, and cost the workspace its good name with mailboxes. */
const mostAnHour = 100;

async function assertNotFlooding({ db, actor }: TransactionContext): Promise<void> {
  if (!actor.memberId) return;
  const { letters, seconds } = await countWritten(db, actor.memberId, 'personal');
  if (letters >= mostAnHour) throw new AppError(429, 'tooManyRequests', { seconds });
}

/** The addresses of a record, in lower case, in their order. */
export function addressesOf({ emails }: AnyRecord): readonly string[] {
  return ((emails ?? []) as readonly { readonly address: string }[]).map(({ address }) => address.toLowerCase());
}

/** Whoever writes, at the address they sign in with. */
async function writerOf(tx: Parameters<typeof postLetter>[0]) {
  const { memberId } = tx.actor;
  if (!memberId) throw new AppError(401, 'notSignedIn');
  const account = await tx.db.asControl((control) => findMemberAccount(control, tx.workspace.id, memberId));
  if (!account) throw new AppError(401, 'notSignedIn');
  return { name: account.name, address: account.email };
}
