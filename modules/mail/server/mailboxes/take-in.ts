import { createHash } from 'node:crypto';
import { actAs } from '../../../../server/access/act-as.ts';
import { asSystem, type Context, inTransaction, type TransactionContext } from '../../../../server/context.ts';
import type { RawLetter } from '../../../../server/mail/at-mailbox.ts';
import { noteBounced } from '../../../../server/mail/letter.repository.ts';
import { type ReadLetter, readLetter } from '../../../../server/mail/read-letter.ts';
import { newId } from '../../../../server/records/uuid.ts';
import { AppError } from '../../../../shared/errors.ts';
import { foldText } from '../../../../shared/text/fold.ts';
import { keepFiles } from './keep-files.ts';
import {
  findSentFromHere,
  findToldTask,
  insertKept,
  isIgnored,
  type KeptLetter,
  lockPrint,
  noteAnswered,
} from './kept-letter.repository.ts';
import { type MailboxRow, noteReadUpTo } from './mailbox.repository.ts';
import { type Correspondents, holdCorrespondents, recognise } from './recognise.ts';
import { leadOf } from './senders.ts';
import { tellOf } from './tell.ts';

/** Where in a mailbox a letter lies. */
export interface Place {
  readonly path: string;
  readonly validity: string;
  readonly isSent: boolean;
}

/**
 * Takes a letter into the workspace: it is kept, told in the story of whom it is with, and the folder is read up to it, all at once
 * or not at all. A letter that was taken in before is passed over.
 */
export async function takeIn(ctx: Context, mailbox: MailboxRow, place: Place, raw: RawLetter): Promise<void> {
  const read = await readWhatCan(raw.source);
  const acting = await actingFor(ctx, mailbox);
  if (!acting) return;
  const kept = keptOf(mailbox, place, raw, read);
  const known = await whomItIsWith(acting, mailbox, kept);
  // Files go to where files are before the transaction: what is left over when it breaks off is cleared away in a day.
  const files = known ? await keepFiles(acting, read) : [];
  const keep = (whom: Correspondents | null) =>
    inTransaction(asSystem(ctx), (tx) =>
      keepLetter({ ...tx, acting }, { mailbox, place, raw, read, kept }, whom, files),
    );
  try {
    await keep(known);
  } catch (error) {
    // A story that refuses the letter (a field that must be filled, an owner who is gone) does not keep it from whose mailbox it is.
    if (!known || !(error instanceof AppError)) throw error;
    await keep(null);
  }
}

interface TakenIn {
  readonly mailbox: MailboxRow;
  readonly place: Place;
  readonly raw: RawLetter;
  readonly read: ReadLetter;
  readonly kept: KeptLetter;
}

async function keepLetter(
  { acting, ...tx }: TransactionContext & { readonly acting: Context },
  { mailbox, place, raw, read, kept }: TakenIn,
  whom: Correspondents | null,
  files: readonly string[],
): Promise<void> {
  await lockPrint(tx.db, kept.print);
  const known =
    whom && (await holdCorrespondents(within(acting, tx), whom, () => correspondentsOf(within(acting, tx), kept)));
  const placed: KeptLetter = { ...kept, ...(await placeOf(tx, mailbox, kept, known)) };
  const id = await insertKept(tx.db, placed, searchTextOf(placed));
  if (id) {
    const letter = { ...placed, id };
    if (letter.state === 'told' && !letter.task && known) await tellOf(within(acting, tx), letter, known, files);
    if (read.bounce) await noteBounced(tx.db, read.bounce.letters, read.bounce.answer);
    if (letter.isOurs) await noteAnswered(tx.db, letter.refers, letter.at);
    if (letter.state === 'incoming' && mailbox.makesLeads && !saysItIsOurs(mailbox, letter)) await leadOf(tx, letter);
  }
  await noteReadUpTo(tx.db, mailbox.id, place.path, raw.uid);
}

/** Anybody may write our address into *From*: only the folder of what was sent makes a letter ours. */
function saysItIsOurs({ address }: MailboxRow, { isOurs, fromAddress }: KeptLetter): boolean {
  return isOurs || fromAddress === address;
}

/** In whose name letters of a mailbox are told; null where whose it is may not act any more. */
export async function actingFor(ctx: Context, { member }: Pick<MailboxRow, 'member'>): Promise<Context | null> {
  return member === null ? asSystem(ctx) : actAs(ctx, member);
}

/** The same actor in the transaction of the system. */
export const within = (acting: Context, { db }: TransactionContext): TransactionContext => ({ ...acting, db });

/** Where a letter belongs that is taken in now. */
async function placeOf(
  tx: TransactionContext,
  mailbox: MailboxRow,
  letter: KeptLetter,
  known: Correspondents | null,
): Promise<Pick<KeptLetter, 'state' | 'task'>> {
  const sent = saysItIsOurs(mailbox, letter) ? await findSentFromHere(tx.db, letter.messageId) : null;
  // What was written in Rapport stands in the story already; its copy in the mailbox is the same letter. One that only came in may be
  // anybody's under our Message-ID, which whoever had a letter of ours knows: it says nothing.
  if (sent) return letter.isOurs && sent.task ? { state: 'told', task: sent.task } : { state: 'left', task: null };
  if (letter.kind !== 'personal') return { state: 'left', task: null };
  if (known && mailbox.tells === 'known') return { state: 'told', task: await findToldTask(tx.db, letter.print) };
  if (mailbox.member !== null) return { state: 'private', task: null };
  const isWanted = !letter.isOurs && letter.fromAddress !== '' && !(await isIgnored(tx.db, letter.fromAddress));
  return { state: isWanted ? 'incoming' : 'left', task: null };
}

async function whomItIsWith(acting: Context, mailbox: MailboxRow, letter: KeptLetter): Promise<Correspondents | null> {
  if (letter.kind !== 'personal' || mailbox.tells !== 'known') return null;
  return correspondentsOf(acting, letter);
}

/** Whom a letter is with: who wrote it, or whom we wrote to. */
export function correspondentsOf(acting: Context, letter: KeptLetter): Promise<Correspondents | null> {
  const { isOurs, fromAddress, recipients, refers } = letter;
  return recognise(acting, isOurs ? recipients.map(({ address }) => address) : [fromAddress], refers);
}

function keptOf(mailbox: MailboxRow, { path, validity, isSent }: Place, raw: RawLetter, read: ReadLetter): KeptLetter {
  const { messageId, refers, from, to, subject, text, html, kind, proof } = read;
  // A date that is still to come is nobody's; a server's own is near the truth.
  const at = read.at && read.at.getTime() < raw.at.getTime() + day ? read.at : raw.at;
  return {
    ...{
      id: newId(),
      mailbox: mailbox.id,
      path,
      validity,
      uid: raw.uid,
      messageId,
      refers,
      subject,
      html,
      kind,
      proof,
    },
    ...{ isOurs: isSent, fromName: from.name, fromAddress: from.address },
    ...{ replyTo: read.replyTo, recipients: to, at: at.toISOString(), body: text, task: null, state: 'left' },
    files: read.files.map(({ name, content }) => ({ name, size: content.length })),
    ...{ print: printOf(read, at), answeredAt: null, isWhole: raw.isWhole },
  };
}

const day = 86_400_000;

/** By the whole of what it says: a Message-ID is its writer's to choose, and two letters may have the same. */
function printOf({ messageId, from, subject, text, files }: ReadLetter, at: Date): string {
  const said = [messageId, from.address, at.toISOString(), subject, text, files.map(({ name }) => name)];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

function searchTextOf({ subject, body, fromName, fromAddress, recipients, files }: KeptLetter): string {
  const people = recipients.flatMap(({ name, address }) => [name, address]);
  const names = files.map(({ name }) => name);
  return foldText([subject, fromName, fromAddress, ...people, ...names, body.slice(0, searched)].join('\n'));
}

const searched = 50_000;

/** Of a letter that no program can take apart at least who wrote it, when, and about what. */
async function readWhatCan(source: Buffer): Promise<ReadLetter> {
  const end = source.indexOf('\r\n\r\n');
  const headers = source.subarray(0, Math.min(end < 0 ? source.length : end + 4, mostHeaders));
  return readLetter(source)
    .catch(() => readLetter(headers))
    .catch(() => unreadable);
}

const mostHeaders = 60_000;

/** What stands for a letter whose headers are no headers. */
const unreadable: ReadLetter = {
  ...{ messageId: null, refers: [], from: { name: '', address: '' }, to: [], replyTo: null, at: null },
  ...{ subject: '', text: '', html: null, files: [], kind: 'automatic', bounce: null, proof: null },
};
