import type { Queryable } from '../db/database.ts';
import { storyOf } from '../merging/merge.repository.ts';

export const letterStates = ['waiting', 'sent', 'dead'] as const;
export type LetterState = (typeof letterStates)[number];

/** A letter as owners see it: never what it says, which may let somebody in. */
export interface LetterRow {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly toName: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly state: LetterState;
  readonly attempts: number;
  readonly nextAt: string | null;
  readonly sentAt: string | null;
  readonly fault: string | null;
  readonly answer: string | null;
}

const shown = `id, at, kind, to_name as "toName", to_address as "toAddress", subject, state, attempts,
  case when state = 'waiting' then next_at end as "nextAt", sent_at as "sentAt", fault, answer`;

export interface NewLetterRow {
  readonly id: string;
  readonly kind: string;
  readonly toName: string;
  readonly toAddress: string;
  readonly subject: string;
  /** Sealed. */
  readonly content: string;
  /** After this moment it is not sent any more. */
  readonly until: Date | null;
  readonly about: { readonly noun: string; readonly id: string } | null;
  /** The record its subject names. */
  readonly names: string | null;
  readonly member: string | null;
  /** The task that tells of it. */
  readonly task: string | null;
  /** The mailbox it goes out from. */
  readonly sender: string | null;
}

export async function insertLetter(db: Queryable, letter: NewLetterRow): Promise<void> {
  const { id, kind, toName, toAddress, subject, content, until, about, names, member, task, sender } = letter;
  await db.query({
    name: 'letter.insert',
    text: `insert into letter (id, kind, to_name, to_address, subject, content, until, noun, record, names, member, task, sender)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    values: [
      ...[id, kind, toName, toAddress, subject, content, until, about?.noun ?? null, about?.id ?? null, names],
      ...[member, task, sender],
    ],
  });
}

/** A letter that is to be handed over now. */
export interface DueLetter {
  readonly id: string;
  readonly at: string;
  readonly toName: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly content: string;
  /** Attempts made before. */
  readonly attempts: number;
  readonly isExpired: boolean;
  readonly sender: string | null;
}

/** Takes the letter that is due first, for `seconds`: nobody else takes it before that. */
export async function claimLetter(db: Queryable, seconds: number): Promise<DueLetter | null> {
  const [row] = await db.query<DueLetter>({
    name: 'letter.claim',
    text: `update letter set next_at = clock_timestamp() + make_interval(secs => $1)
      where id = (select id from letter where state = 'waiting' and next_at <= clock_timestamp()
        order by next_at limit 1 for update skip locked)
      returning id, at, to_name as "toName", to_address as "toAddress", subject, content, attempts, sender,
        coalesce(until < clock_timestamp(), false) as "isExpired"`,
    values: [seconds],
  });
  return row ?? null;
}

/** The server has taken the letter: what it says is kept only where it is part of a record's story. */
export async function noteSent(db: Queryable, id: string, answer: string): Promise<void> {
  await db.query({
    name: 'letter.sent',
    text: `update letter set state = 'sent', attempts = attempts + 1, sent_at = clock_timestamp(), answer = $2, fault = null,
      content = case when record is null then null else content end, next_at = null where id = $1`,
    values: [id, answer],
  });
}

/** A server took the letter, and another said later that it could not be delivered. Of ours that went out only. */
export async function noteBounced(db: Queryable, ids: readonly string[], answer: string | null): Promise<void> {
  await db.query({
    name: 'letter.bounced',
    text: `update letter set state = 'dead', fault = 'mailBounced', answer = coalesce($2, answer) where id = any($1::uuid[]) and state = 'sent'`,
    values: [ids, answer],
  });
}

/** Notes a failed attempt; the next is in `wait` seconds, or never. */
export async function noteFailure(
  db: Queryable,
  id: string,
  failure: { readonly fault: string; readonly answer: string | null; readonly wait: number | null },
): Promise<void> {
  await db.query({
    name: 'letter.failed',
    text: `update letter set attempts = attempts + 1, fault = $2, answer = $3,
      content = case when $2 = 'mailExpired' then null else content end,
      state = case when $4::double precision is null then 'dead' else 'waiting' end,
      next_at = clock_timestamp() + make_interval(secs => $4) where id = $1 and state = 'waiting'`,
    values: [id, failure.fault, failure.answer, failure.wait],
  });
}

/** When the next letter is due; null when none waits. */
export async function findNextLetter(db: Queryable): Promise<Date | null> {
  const [row] = await db.query<{ next: string | null }>({
    name: 'letter.next',
    text: `select min(next_at) as next from letter where state = 'waiting'`,
  });
  return row?.next ? new Date(row.next) : null;
}

export function listLetterRows(
  db: Queryable,
  {
    state,
    before,
    limit,
  }: { readonly state: LetterState | null; readonly before: string | null; readonly limit: number },
): Promise<LetterRow[]> {
  return db.query<LetterRow>({
    text: `select ${shown} from letter where ($1::text is null or state = $1) and ($2::uuid is null or id < $2)
      order by id desc limit $3`,
    values: [state, before, limit],
  });
}

export interface Written {
  readonly letters: number;
  /** Until the first of them is an hour old. */
  readonly seconds: number;
}

/** The letters that a member wrote themselves within an hour. */
export async function countWritten(db: Queryable, member: string, kind: 'personal' | 'process'): Promise<Written> {
  const [row] = await db.query<Written>({
    name: 'letter.written',
    text: `select count(*)::integer as letters,
        coalesce(ceil(extract(epoch from min(at) + interval '1 hour' - clock_timestamp())), 0)::integer as seconds
      from letter where at > clock_timestamp() - interval '1 hour' and kind = $2 and member = $1`,
    values: [member, kind],
  });
  if (!row) throw new Error('Letters were not counted');
  return row;
}

/** The letters about a record and those that became part of it, newest first, each with the task that tells of it. */
export function listLettersAbout(
  db: Queryable,
  noun: string,
  id: string,
): Promise<(LetterRow & { readonly task: string | null })[]> {
  return db.query({
    name: 'letter.about',
    text: `with recursive ${storyOf('$2')} select ${shown}, task from letter
      where record in (select story.id from story) and noun = $1 order by id desc limit 50`,
    values: [noun, id],
  });
}

export async function findLetterRow(db: Queryable, id: string): Promise<LetterRow | null> {
  const [row] = await db.query<LetterRow>({ text: `select ${shown} from letter where id = $1`, values: [id] });
  return row ?? null;
}

/** Has letters sent now that wait or were given up; all that wait where no id is given. */
export async function restartLetters(db: Queryable, id: string | null): Promise<void> {
  await db.query({
    text: `update letter set state = 'waiting', next_at = clock_timestamp(), attempts = case when state = 'dead' then 0 else attempts end
      where content is not null and case when $1::uuid is null then state = 'waiting' else id = $1 and state <> 'sent' end`,
    values: [id],
  });
}

/** Takes back what is not out yet of Rapport's own letters to somebody who was shut out: news, and links that let them in. */
export async function dropLettersTo(db: Queryable, address: string): Promise<void> {
  await db.query({
    text: `update letter set state = 'dead', content = null, fault = 'mailExpired', next_at = null
      where state <> 'sent' and to_address = $1 and (kind like 'notice.%' or kind = 'passwordReset')`,
    values: [address],
  });
}

/** Forgets letters of more than `days` ago, some at a time, but those about a record: they are part of its story. */
export async function forgetLetters(db: Queryable, days: number): Promise<void> {
  await db.query({
    text: `delete from letter where id in (select id from letter where at < now() - make_interval(days => $1)
      and record is null limit 2000)`,
    values: [days],
  });
}
