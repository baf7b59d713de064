import type { Queryable } from '../../../../server/db/database.ts';
import type { Mailbox } from '../../../../server/mail/mail-server.ts';
import { searchWords } from '../../../../shared/text/fold.ts';

/** What is done with a letter: told in a story, waiting for somebody to say whose it is, its owner's alone, or left alone. */
export const letterPlaces = ['told', 'incoming', 'private', 'left'] as const;
export type LetterPlace = (typeof letterPlaces)[number];

/** A letter of a mailbox. */
export interface KeptLetter {
  readonly id: string;
  /** Null where the mailbox is gone. */
  readonly mailbox: string | null;
  readonly path: string;
  readonly validity: string;
  readonly uid: number;
  /** The same for the same letter in whichever mailbox. */
  readonly print: string;
  readonly messageId: string | null;
  readonly refers: readonly string[];
  /** Written by whose mailbox it is: it lies in the folder of what was sent. */
  readonly isOurs: boolean;
  readonly kind: 'personal' | 'automatic' | 'bounce';
  readonly fromName: string;
  readonly fromAddress: string;
  readonly replyTo: string | null;
  readonly recipients: readonly Mailbox[];
  readonly at: string;
  readonly subject: string;
  readonly body: string;
  readonly html: string | null;
  readonly files: readonly { readonly name: string; readonly size: number }[];
  readonly proof: string | null;
  /** False for one that was too large: its headers were read alone. */
  readonly isWhole: boolean;
  readonly state: LetterPlace;
  readonly task: string | null;
  readonly answeredAt: string | null;
}

const shown = `id, mailbox, path, validity, uid::double precision as uid, print, message_id as "messageId", refers, is_ours as "isOurs", kind, from_name as "fromName",
  from_address as "fromAddress", reply_to as "replyTo", recipients, at, subject, body, html, files, proof, is_whole as "isWhole", state, task, answered_at as "answeredAt"`;

/**
 * Keeps a letter, and answers its id; null where the mailbox has it already. One that came in as a copy of what we sent ourselves, and that
 * nobody has told yet, becomes ours when it is found among what was sent.
 */
export async function insertKept(db: Queryable, letter: KeptLetter, search: string): Promise<string | null> {
  const { id, mailbox, path, validity, uid, print, messageId, refers, isOurs, kind, fromName, fromAddress } = letter;
  const { replyTo, recipients, at, subject, body, html, files, proof, state, task, answeredAt } = letter;
  const [row] = await db.query<{ id: string }>({
    name: 'kept.insert',
    text: `insert into mailbox_letter (id, mailbox, path, validity, uid, print, message_id, refers, is_ours, kind, from_name, from_address, reply_to,
        recipients, at, subject, body, html, files, proof, state, task, answered_at, is_whole, search)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
      on conflict (mailbox, print) do update set path = excluded.path, validity = excluded.validity, uid = excluded.uid, is_ours = true,
          state = excluded.state, task = excluded.task
        where excluded.is_ours and not mailbox_letter.is_ours and mailbox_letter.task is null
      returning id`,
    values: [
      ...[id, mailbox, path, validity, uid, print, messageId, refers, isOurs, kind, fromName, fromAddress, replyTo],
      ...[JSON.stringify(recipients), at, subject, body, html, JSON.stringify(files), proof, state, task, answeredAt],
      ...[letter.isWhole, search],
    ],
  });
  return row?.id ?? null;
}

/** Whoever takes in the same letter from another mailbox waits until this is done. */
export async function lockPrint(db: Queryable, print: string): Promise<void> {
  await db.query({ text: `select pg_advisory_xact_lock(hashtextextended('letter:' || $1, 0))`, values: [print] });
}

/** The task that tells of the same letter, taken in from another mailbox. */
export async function findToldTask(db: Queryable, print: string): Promise<string | null> {
  const [row] = await db.query<{ task: string }>({
    name: 'kept.told',
    text: 'select task from mailbox_letter where print = $1 and task is not null limit 1',
    values: [print],
  });
  return row?.task ?? null;
}

export async function findKept(db: Queryable, id: string): Promise<KeptLetter | null> {
  const [row] = await db.query<KeptLetter>({
    text: `select ${shown} from mailbox_letter where id = $1`,
    values: [id],
  });
  return row ?? null;
}

/** As `findKept`; nobody else changes it before the transaction is over. */
export async function lockKept(db: Queryable, id: string): Promise<KeptLetter | null> {
  const [row] = await db.query<KeptLetter>({
    text: `select ${shown} from mailbox_letter where id = $1 for update`,
    values: [id],
  });
  return row ?? null;
}

export interface KeptQuery {
  readonly mailboxes: readonly string[];
  readonly places: readonly LetterPlace[];
  /** Only what others wrote since then themselves and nobody has answered. */
  readonly unansweredSince: Date | null;
  readonly search: string | null;
  readonly before: string | null;
  readonly limit: number;
}

/** Letters of mailboxes, the last to be taken in first; with a search those that have all its words, in whichever script. */
export function listKept(
  db: Queryable,
  { mailboxes, places, unansweredSince, search, before, limit }: KeptQuery,
): Promise<KeptLetter[]> {
  const values: unknown[] = [mailboxes, places, before, limit, unansweredSince];
  const conditions = searchWords(search ?? '').map((variants) => {
    const parts = variants.map((variant) => `search like $${values.push(`%${variant.replace(/[\\%_]/g, '\\$&')}%`)}`);
    return ` and (${parts.join(' or ')})`;
  });
  return db.query<KeptLetter>({
    text: `select ${shown} from mailbox_letter where mailbox = any($1::uuid[]) and state = any($2::text[])
      and ($3::uuid is null or id < $3)
      and ($5::timestamptz is null or (not is_ours and kind = 'personal' and answered_at is null and at >= $5))${conditions.join('')} order by id desc limit $4`,
    values,
  });
}

/** The letters these tasks tell of, each once however many mailboxes have it; the last first. */
export function listByTasks(db: Queryable, tasks: readonly string[]): Promise<KeptLetter[]> {
  return db.query<KeptLetter>({
    name: 'kept.byTasks',
    text: `select * from (select distinct on (task) ${shown} from mailbox_letter where task = any($1::uuid[])
        and not exists (select from letter where letter.task = mailbox_letter.task) order by task, id) told order by at desc`,
    values: [tasks],
  });
}

/** How many letters wait in mailboxes for somebody to say whose they are; no more than a hundred are counted. */
export async function countIncoming(db: Queryable, mailboxes: readonly string[]): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    text: `select count(*)::integer as count from (select from mailbox_letter where mailbox = any($1::uuid[]) and state = 'incoming' limit 100) l`,
    values: [mailboxes],
  });
  return row?.count ?? 0;
}

/** Notes that a letter is told by a task. */
export async function noteTold(db: Queryable, id: string, task: string): Promise<void> {
  await db.query({ text: `update mailbox_letter set state = 'told', task = $2 where id = $1`, values: [id, task] });
}

/** The letters that wait of the same sender, oldest first. */
export function lockWaitingOf(db: Queryable, sender: string): Promise<KeptLetter[]> {
  return db.query<KeptLetter>({
    text: `select ${shown} from mailbox_letter where state = 'incoming' and from_address = $1 order by id limit 200 for update`,
    values: [sender],
  });
}

/** Leaves one letter alone. */
export async function leaveAlone(db: Queryable, id: string): Promise<void> {
  await db.query({
    text: `update mailbox_letter set state = 'left' where id = $1 and state = 'incoming'`,
    values: [id],
  });
}

/** Leaves what waits of an address, or of a whole domain (`@example.org`), alone: now and from now on. */
export async function ignoreSender(db: Queryable, sender: string, member: string | null): Promise<void> {
  await db.query({
    text: 'insert into mailbox_ignored (sender, member) values ($1, $2) on conflict do nothing',
    values: [sender, member],
  });
  await db.query({
    text: `update mailbox_letter set state = 'left' where state = 'incoming'
      and (from_address = $1 or substring(from_address from '@[^@]*$') = $1)`,
    values: [sender],
  });
}

export async function isIgnored(db: Queryable, address: string): Promise<boolean> {
  const rows = await db.query({
    name: 'kept.ignored',
    text: `select from mailbox_ignored where sender = $1 or sender = substring($1 from '@[^@]*$')`,
    values: [address],
  });
  return rows.length > 0;
}

/** The tasks that tell of letters of a thread, the nearest first: of ours by their own ids, of others by their Message-IDs. */
export async function listThreadTasks(db: Queryable, refers: readonly string[]): Promise<readonly string[]> {
  if (refers.length === 0) return [];
  const rows = await db.query<{ task: string }>({
    name: 'kept.thread',
    text: `select task from (
        select k.task, array_position($1::text[], k.message_id) as place from mailbox_letter k
          where k.message_id = any($1::text[]) and k.task is not null
        union all
        select l.task, array_position($2::text[], l.id::text) from letter l where l.id = any($3::uuid[]) and l.task is not null
      ) found order by place limit 20`,
    values: [refers, refers.map(localPart), refers.map(localPart).filter((part) => ourId.test(part))],
  });
  return rows.map(({ task }) => task);
}

const ourId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function localPart(messageId: string): string {
  return messageId.slice(0, messageId.lastIndexOf('@'));
}

/** The task of a letter that went out from here, by its Message-ID; null for one that did not. */
export async function findSentFromHere(
  db: Queryable,
  messageId: string | null,
): Promise<{ readonly task: string | null } | null> {
  const id = localPart(messageId ?? '');
  if (!ourId.test(id)) return null;
  const [row] = await db.query<{ task: string | null }>({
    text: 'select task from letter where id = $1',
    values: [id],
  });
  return row ?? null;
}

/** Notes which letters were answered by one that was written at that moment. */
export async function noteAnswered(db: Queryable, refers: readonly string[], at: string): Promise<void> {
  if (refers.length === 0) return;
  await db.query({
    name: 'kept.answered',
    text: `update mailbox_letter set answered_at = $2 where message_id = any($1::text[]) and not is_ours and answered_at is null and at <= $2`,
    values: [refers, at],
  });
}

/**
 * Empties the letters of or to somebody who is erased, and those that stood in their story. What is left is the digest by which
 * they are known, so that they are not taken in again.
 */
export async function forgetKept(db: Queryable, tasks: readonly string[], words: readonly string[]): Promise<void> {
  await db.query({
    text: `update mailbox_letter set message_id = null, refers = '{}', from_name = '', from_address = '', reply_to = null, recipients = '[]',
        subject = '', body = '', html = null, files = '[]', proof = null, search = '', state = 'left', task = null
      where task = any($1::uuid[]) or from_address = any($2::text[]) or reply_to = any($2::text[])
        or exists (select from jsonb_array_elements(recipients) r where r ->> 'address' = any($2::text[]))`,
    values: [tasks, words],
  });
  await db.query({ text: 'delete from mailbox_ignored where sender = any($1::text[])', values: [words] });
}
