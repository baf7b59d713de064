import { noteOpened } from '../../../../server/access-log/note-shown.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../../server/context.ts';
import { enqueueJob } from '../../../../server/jobs/enqueue.ts';
import { getRecord } from '../../../../server/records/read.ts';
import { updateRecord } from '../../../../server/records/update.ts';
import { AppError, forbidden, notFound } from '../../../../shared/errors.ts';
import type { Email } from '../../../../shared/nouns/value.ts';
import { lead } from '../../../leads/contract/index.ts';
import { person } from '../../../people/contract/index.ts';
import { task } from '../../../tasks/contract/index.ts';
import type { KeptLetterAnswer, LetterLine, LetterListName } from '../../contract/index.ts';
import { filesJob } from './files.job.ts';
import { findKept, ignoreSender, type KeptLetter, leaveAlone, listKept, lockKept } from './kept-letter.repository.ts';
import { asKnown } from './known-addresses.ts';
import { findMailboxRow, listMailboxRows } from './mailbox.repository.ts';
import { maySort, memberOf } from './mailbox.service.ts';
import { recognise } from './recognise.ts';
import { leadOf, tellWaiting } from './senders.ts';
import { correspondentsOf } from './take-in.ts';
import { tellOf } from './tell.ts';

const placesOf = { mine: ['told', 'private', 'left'], unanswered: ['told'], incoming: ['incoming'] } as const;
/** What waits longer is not waited for any more. */
const answerDays = 30;

interface LettersQuery {
  readonly of: LetterListName;
  readonly search?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Letters of the asker's own mailboxes, all or those to answer, or those of the workspace that nobody has said whose they are. */
export async function listLetters(ctx: Context, { of, search = '', limit, cursor }: LettersQuery) {
  const rows = await listMailboxRows(ctx.db, memberOf(ctx));
  const mailboxes = rows.filter(({ member }) => (of === 'incoming') === (member === null)).map(({ id }) => id);
  const since = of === 'unanswered' ? new Date(ctx.now().getTime() - answerDays * 86_400_000) : null;
  const query = {
    mailboxes,
    places: placesOf[of],
    unansweredSince: since,
    search,
    before: cursor ?? null,
    limit: limit + 1,
  };
  const found = await listKept(ctx.db, query);
  const items = found.slice(0, limit).map(lineOf);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** A letter with all it says. Throws 404 for one that is somebody else's, owners of the workspace included. */
export async function getLetter(ctx: Context, id: string): Promise<KeptLetterAnswer> {
  const letter = await findKept(ctx.db, id);
  const place = letter && (await placeFor(ctx, letter));
  if (!letter || !place) throw notFound('letter', id);
  return place === 'told' ? asKnown(ctx, answerOf(letter)) : answerOf(letter);
}

/** Puts a letter of the asker's own into the story of whom it is with. Throws 404, 409 `senderUnknown` with the addresses. */
export function tell(ctx: Context, id: string): Promise<KeptLetterAnswer> {
  return inTransaction(ctx, async (tx) => {
    const letter = await lockKept(tx.db, id);
    if (!letter || (await placeFor(tx, letter)) !== 'own') throw notFound('letter', id);
    if (letter.task) return answerOf(letter);
    const known = await correspondentsOf(tx, letter);
    if (!known) throw new AppError(409, 'senderUnknown', { address: addressesIn(letter) });
    const made = await tellOf(tx, letter, known, []);
    if (letter.files.length > 0) await enqueueJob(tx, filesJob, { letter: id }, { key: id });
    return answerOf({ ...letter, state: 'told', task: made });
  });
}

/** Makes a lead of whoever wrote. Throws 403 without the right to, 404, 409 `letterTaken`. */
export function toLead(ctx: Context, id: string) {
  return inTransaction(ctx, async (tx) => {
    const letter = await lockIncoming(tx, id);
    const { noun, id: made } = await leadOf(tx, letter);
    return { noun: noun as 'lead' | 'person' | 'company', id: made };
  });
}

/** The address becomes one of the person's, and its letters theirs. Throws 403 and 404 as any change of theirs, 409 `letterTaken`. */
export function toPerson(ctx: Context, id: string, target: string) {
  return inTransaction(ctx, async (tx) => {
    const letter = await lockIncoming(tx, id);
    const { emails } = await getRecord(tx, person, target);
    const known = (emails ?? []) as readonly Email[];
    const isTheirs = known.some(({ address }) => address.toLowerCase() === letter.fromAddress);
    if (!isTheirs) await updateRecord(tx, person, target, { emails: [...known, { address: letter.fromAddress }] });
    const found = await recognise(tx, [letter.fromAddress], letter.refers);
    await tellWaiting(tx, letter.fromAddress, found ?? { about: { person: target }, owner: null });
    return { noun: 'person' as const, id: target };
  });
}

/** Leaves a letter alone, or all of its sender or their domain from now on. Throws 404, 409 `letterTaken`. */
export function ignore(ctx: Context, id: string, what: 'letter' | 'address' | 'domain') {
  return inTransaction(ctx, async (tx) => {
    const { fromAddress } = await lockIncoming(tx, id);
    const sender = what === 'domain' ? fromAddress.slice(fromAddress.lastIndexOf('@')) : fromAddress;
    if (what === 'letter') await leaveAlone(tx.db, id);
    else await ignoreSender(tx.db, sender, memberOf(tx));
    return { ignored: true as const };
  });
}

/** As what the asker sees a letter; null for nothing. */
async function placeFor(ctx: Context, letter: KeptLetter): Promise<'own' | 'incoming' | 'told' | null> {
  const mailbox = letter.mailbox ? await findMailboxRow(ctx.db, letter.mailbox) : null;
  if (mailbox && mailbox.member === memberOf(ctx)) return 'own';
  if (mailbox && mailbox.member === null && letter.state === 'incoming' && maySort(ctx)) return 'incoming';
  if (!letter.task) return null;
  await getRecord(ctx, task, letter.task, { fields: ['outcome'] });
  await noteOpened(ctx, ctx.registry.getNoun(task.name), letter.task, { fields: ['outcome'] });
  return 'told';
}

async function lockIncoming(tx: TransactionContext, id: string): Promise<KeptLetter> {
  const letter = await lockKept(tx.db, id);
  if (!letter || !maySort(tx)) throw notFound('letter', id);
  const place = await placeFor(tx, letter);
  if (place === null || place === 'own') throw notFound('letter', id);
  // Somebody else was quicker.
  if (place === 'told') throw new AppError(409, 'letterTaken');
  if (tx.registry.findNoun(lead.name) === null) throw forbidden('create', lead.name);
  return letter;
}

function addressesIn({ isOurs, fromAddress, recipients }: KeptLetter): string {
  return isOurs ? recipients.map(({ address }) => address).join(', ') : fromAddress;
}

const beginningLength = 200;

/** A letter as lists tell it. */
export function lineOf(letter: KeptLetter): LetterLine {
  const {
    id,
    mailbox,
    isOurs,
    kind,
    fromName,
    fromAddress,
    recipients,
    at,
    subject,
    files,
    state,
    task: told,
  } = letter;
  const facts = { id, mailbox, isOurs, kind, fromName, fromAddress, recipients: [...recipients], at, subject };
  const beginning = letter.body.slice(0, beginningLength).replace(/\s+/g, ' ');
  return { ...facts, beginning, files: [...files], state, task: told, answeredAt: letter.answeredAt };
}

function answerOf(letter: KeptLetter): KeptLetterAnswer {
  const { body, html, proof, isWhole } = letter;
  return { ...lineOf(letter), body, html, proof, isWhole };
}
