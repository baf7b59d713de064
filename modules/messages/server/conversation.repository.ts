import type { Queryable } from '../../../server/db/database.ts';
import { storyOf } from '../../../server/merging/merge.repository.ts';
import type { ChannelKind, Conversation } from '../contract/index.ts';
import type { ChannelRow } from './channel.repository.ts';

/** What is said with one account in one channel. */
export interface ConversationRow {
  readonly id: string;
  /** Null where the channel was taken away. */
  readonly channel: string | null;
  readonly channelKind: ChannelKind;
  readonly channelName: string;
  readonly account: string;
  readonly name: string;
  /** By which others find the account; empty where it has none. */
  readonly handle: string;
  /** Whom it is with; what became part of another record is that one. */
  readonly noun: 'person' | 'company' | 'lead' | null;
  readonly record: string | null;
  readonly member: string | null;
  /** The activity that told of it last. */
  readonly task: string | null;
  readonly state: 'open' | 'closed';
  readonly isUnread: boolean;
  readonly lastText: string;
  readonly lastDirection: 'in' | 'out';
  readonly lastAt: string;
  /** For good: what is said with the account now is another conversation, with somebody else. */
  readonly isEnded: boolean;
  /** What somebody nobody knows says of themselves. */
  readonly says: Conversation['says'];
}

/** A record that was merged into another is that one by now. */
const winner = `coalesce((with recursive up(id) as (select c.record union select m.winner from record_merge m join up on m.loser = up.id
    where m.state in ('merged', 'undoing')) select up.id from up where not exists (select from record_merge m
      where m.loser = up.id and m.state in ('merged', 'undoing')) limit 1), c.record)`;

const shown = `c.id, c.channel, c.channel_kind as "channelKind", c.channel_name as "channelName", c.account, c.name, c.handle, c.noun,
  case when c.record is not null then ${winner} end as record, c.member, c.task, c.state, c.is_unread as "isUnread", c.last_text as "lastText",
  c.last_direction as "lastDirection", to_json(c.last_at) #>> '{}' as "lastAt", c.set_aside as "isEnded", c.says`;

/** The conversation with an account, made where there is none; nobody else changes it before the transaction is over. */
export async function lockConversation(
  db: Queryable,
  { id: channel, kind, name }: Pick<ChannelRow, 'id' | 'kind' | 'name'>,
  { id, account }: { readonly id: string; readonly account: string },
): Promise<ConversationRow> {
  // One that is set aside or erased at this moment is gone once it was waited for: then a new one is made.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await db.query({
      text: `insert into message_conversation (id, channel, channel_kind, channel_name, account, last_direction)
        values ($1, $2, $3, $4, $5, 'in') on conflict (channel, account) where not set_aside do nothing`,
      values: [id, channel, kind, name, account],
    });
    const [row] = await db.query<ConversationRow>({
      text: `select ${shown} from message_conversation c where c.channel = $1 and c.account = $2 and not c.set_aside for update`,
      values: [channel, account],
    });
    if (row) return row;
  }
  throw new Error('A conversation was not made');
}

/** What goes on with an account; null where nothing was said. */
export async function findGoing(db: Queryable, channel: string, account: string): Promise<ConversationRow | null> {
  const [row] = await db.query<ConversationRow>({
    name: 'conversation.going',
    text: `select ${shown} from message_conversation c where c.channel = $1 and c.account = $2 and not c.set_aside`,
    values: [channel, account],
  });
  return row ?? null;
}

/** When it was spoken in last, of what is told of the past. */
export async function dateConversation(db: Queryable, id: string, at: Date): Promise<void> {
  await db.query({
    text: 'update message_conversation set last_at = $2 where id = $1',
    values: [id, at.toISOString()],
  });
}

/** Ends a conversation for good: what is said with the account from now on is another one, which others may see. */
export async function setAside(db: Queryable, id: string): Promise<void> {
  await db.query({
    text: `update message_conversation set set_aside = true, state = 'closed', is_unread = false where id = $1`,
    values: [id],
  });
}

export async function findConversationRow(db: Queryable, id: string, lock = false): Promise<ConversationRow | null> {
  const [row] = await db.query<ConversationRow>({
    text: `select ${shown} from message_conversation c where c.id = $1${lock ? ' for update' : ''}`,
    values: [id],
  });
  return row ?? null;
}

type Changes = Partial<
  Pick<
    ConversationRow,
    | 'name'
    | 'handle'
    | 'noun'
    | 'record'
    | 'member'
    | 'task'
    | 'state'
    | 'isUnread'
    | 'lastText'
    | 'lastDirection'
    | 'says'
  >
> & { readonly lastAt?: 'now' };

const columns: Readonly<Record<keyof Changes, string>> = {
  ...{ name: 'name', handle: 'handle', noun: 'noun', record: 'record', member: 'member', task: 'task', state: 'state' },
  ...{ isUnread: 'is_unread', lastText: 'last_text', lastDirection: 'last_direction', lastAt: 'last_at', says: 'says' },
};

export async function changeConversationRow(db: Queryable, id: string, changes: Changes): Promise<void> {
  const { lastAt, ...values } = changes;
  const sets = Object.keys(values).map((name, index) => `${columns[name as keyof Changes]} = $${index + 2}`);
  if (lastAt) sets.push('last_at = clock_timestamp()');
  if (sets.length === 0) return;
  await db.query({
    text: `update message_conversation set ${sets.join(', ')} where id = $1`,
    values: [id, ...Object.values(values)],
  });
}

export interface ConversationQuery {
  readonly of: 'mine' | 'nobody' | 'waiting' | 'all';
  readonly member: string | null;
  readonly state: 'open' | 'closed';
  /** The last of the page before: its moment and id. */
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

/** Conversations, the last to be spoken in first. */
export function listConversationRows(
  db: Queryable,
  { of, member, state, after, limit }: ConversationQuery,
): Promise<ConversationRow[]> {
  const waiting = `c.last_direction = 'in' and (c.member = $2 or c.member is null)`;
  const whose = { mine: 'c.member = $2', nobody: 'c.member is null', waiting, all: 'true' }[of];
  return db.query<ConversationRow>({
    text: `select ${shown} from message_conversation c where c.state = $1 and ${whose} and ($2::uuid is null or true)
      and ($3::timestamptz is null or (c.last_at, c.id) < ($3::timestamptz, $4::uuid)) order by c.last_at desc, c.id desc limit $5`,
    values: [state, member, after?.[0] ?? null, after?.[1] ?? null, limit],
  });
}

/** The conversations with a record and with what became part of it. */
export function listConversationsWith(db: Queryable, record: string): Promise<ConversationRow[]> {
  return db.query<ConversationRow>({
    text: `with recursive ${storyOf('$1')} select ${shown} from message_conversation c
      where c.record in (select story.id from story) order by c.last_at desc limit 50`,
    values: [record],
  });
}

/** All that was said with records, and what visitors typed of themselves; what names a visitor's browser is nothing to anybody. */
export function listHeld(db: Queryable, records: readonly string[]): Promise<object[]> {
  return db.query<object>({
    text: `select c.channel_name as channel, nullif(case when c.channel_kind <> 'chat' then c.account end, '') as account, c.handle, c.name, c.says,
        (select json_agg(json_build_object('at', m.at, 'by', case m.direction when 'in' then 'them' else 'us' end, 'text', m.text) order by m.at, m.id)
          from message m where m.conversation = c.id) as messages
      from message_conversation c where c.record = any($1::uuid[]) order by c.last_at, c.id`,
    values: [records],
  });
}

/** What was said with somebody who is erased goes, with the account it was said with. */
export async function forgetConversations(
  db: Queryable,
  { ids, words }: { readonly ids: readonly string[]; readonly words: readonly string[] },
): Promise<void> {
  await db.query({
    text: `delete from message_conversation where record = any($1::uuid[]) or task = any($1::uuid[]) or lower(account) = any($2::text[])
      or lower(says ->> 'email') = any($2::text[]) or lower(says ->> 'phone') = any($2::text[])`,
    values: [ids, words],
  });
  await db.query({ text: 'delete from message_part where lower(account) = any($1::text[])', values: [words] });
}
