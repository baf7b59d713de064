import type { Queryable } from '../../../server/db/database.ts';
import type { Message } from '../contract/index.ts';
import type { ChannelEvent } from './channels/adapter.ts';

export interface MessageRow extends Omit<Message, 'by'> {
  readonly member: string | null;
}

const shown = `m.id, m.conversation, m.direction, m.member, m.text, m.state, m.fault, m.answer, to_json(m.at) #>> '{}' as at`;

type NewMessage = Pick<MessageRow, 'id' | 'conversation' | 'direction' | 'member' | 'text'>;

/** Keeps a message; false for one that came before. */
export async function insertMessage(
  db: Queryable,
  {
    id,
    conversation,
    direction,
    member,
    text,
    external,
    at,
  }: NewMessage & { readonly external: string | null; readonly at: Date | null },
): Promise<boolean> {
  const rows = await db.query({
    text: `insert into message (id, conversation, direction, member, text, state, external, at, next_at)
      select $1, $2, $3, $4, $5, $6, $7, least(coalesce($8, clock_timestamp()), clock_timestamp()), clock_timestamp()
      where not exists (select from message m join message_conversation c on c.id = m.conversation
        join message_conversation here on here.id = $2 and here.channel = c.channel and here.account = c.account
        where m.direction = $3 and m.external && $7::text[])
      returning id`,
    values: [
      ...[id, conversation, direction, member, text, direction === 'in' ? 'come' : 'waiting'],
      ...[external === null ? [] : [external], at?.toISOString() ?? null],
    ],
  });
  return rows.length > 0;
}

/** Keeps a message of days gone by: of ours it is long known that it arrived. */
export async function insertPast(
  db: Queryable,
  { id, conversation, direction, member, text, at }: NewMessage & { readonly at: Date },
): Promise<void> {
  await db.query({
    text: `insert into message (id, conversation, direction, member, text, state, at) values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [id, conversation, direction, member, text, direction === 'in' ? 'come' : 'delivered', at.toISOString()],
  });
}

/** The last messages of conversations, the oldest first. */
export async function listMessages(
  db: Queryable,
  conversations: readonly string[],
  limit: number,
): Promise<MessageRow[]> {
  const rows = await db.query<MessageRow>({
    text: `select ${shown} from message m where m.conversation = any($1::uuid[]) order by m.at desc, m.id desc limit $2`,
    values: [conversations, limit],
  });
  return rows.reverse();
}

/** Messages a member has sent by a channel since this moment. */
export async function countSent(db: Queryable, channel: string, member: string, since: Date): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    name: 'message.sent',
    text: `select count(*)::integer as count from message m join message_conversation c on c.id = m.conversation
      where m.member = $2 and m.at >= $3 and m.direction = 'out' and c.channel = $1`,
    values: [channel, member, since.toISOString()],
  });
  return row?.count ?? 0;
}

/** Whether they wrote since this moment. */
export async function hasCome(db: Queryable, conversation: string, since: Date): Promise<boolean> {
  const rows = await db.query({
    name: 'message.hasCome',
    text: `select 1 as one from message where conversation = $1 and at > $2 and direction = 'in' limit 1`,
    values: [conversation, since.toISOString()],
  });
  return rows.length > 0;
}

export interface WaitingMessage {
  readonly id: string;
  readonly conversation: string;
  readonly account: string;
  readonly text: string;
  readonly attempts: number;
}

/** Takes the next message of a channel to be handed over; nobody else does. Null where none waits now. */
export async function takeWaiting(db: Queryable, channel: string): Promise<WaitingMessage | null> {
  const [row] = await db.query<WaitingMessage>({
    name: 'message.take',
    text: `update message m set state = 'sending', attempts = m.attempts + 1, early = '[]', next_at = clock_timestamp() + interval '5 minutes'
      from message_conversation c where c.id = m.conversation and m.id = (select w.id from message w
          join message_conversation v on v.id = w.conversation where v.channel = $1 and w.state = 'waiting' and w.next_at <= clock_timestamp()
          order by w.id limit 1 for update of w skip locked)
      returning m.id, m.conversation, c.account, m.text, m.attempts`,
    values: [channel],
  });
  return row ?? null;
}

/** What a channel tells of one of ours, by the names it may have for it, or ours. */
type Became = Omit<Extract<ChannelEvent, { kind: 'state' }>, 'kind'>;

/** Writes down what the channel calls a message; answers what it told of messages nobody knew while this one was on its way. */
export async function noteSent(db: Queryable, id: string, external: readonly string[]): Promise<readonly Became[]> {
  const [row] = await db.query<{ early: readonly Became[] }>({
    name: 'message.noteSent',
    text: `update message m set state = 'sent', external = $2, fault = null, answer = null, next_at = null, early = '[]'
      from (select id, early from message where id = $1 for update) before where m.id = before.id returning before.early`,
    values: [id, external],
  });
  return row?.early ?? [];
}

/**
 * Keeps what a channel tells of a message nobody knows with those on their way: it may be one of them, whose name is answered later than it
 * arrives. Whoever is writing a name down is waited for.
 */
export async function noteEarly(db: Queryable, channel: string, { external, state, answer }: Became): Promise<void> {
  await db.query({
    name: 'message.noteEarly',
    text: `update message m set early = m.early || jsonb_build_array($2::jsonb) from message_conversation c
      where c.id = m.conversation and c.channel = $1 and m.state = 'sending' and jsonb_array_length(m.early) < 100`,
    values: [channel, JSON.stringify({ external, state, answer })],
  });
}

/** It did not go out: it waits for another time, or is given up. */
export async function noteUnsent(
  db: Queryable,
  id: string,
  { fault, answer, pause }: { readonly fault: string; readonly answer: string | null; readonly pause: number | null },
): Promise<void> {
  await db.query({
    name: 'message.noteUnsent',
    text: `update message set state = case when $4::double precision is null then 'failed' else 'waiting' end, fault = $2, answer = $3,
      next_at = case when $4::double precision is not null then clock_timestamp() + make_interval(secs => $4::double precision / 1000) end where id = $1`,
    values: [id, fault, answer, pause],
  });
}

/**
 * Gives up what waits for more than a day, and what somebody died over while handing it out: it may have gone, and nobody is written to
 * twice. Answers whether there was any.
 */
export async function giveUpOld(db: Queryable, channel: string): Promise<boolean> {
  const rows = await db.query({
    name: 'message.giveUp',
    text: `update message m set state = 'failed', next_at = null, fault = case when m.state = 'sending' then 'channelUncertain' else coalesce(m.fault, 'channelExpired') end
      from message_conversation c where c.id = m.conversation and c.channel = $1
        and (m.state = 'sending' and m.next_at < clock_timestamp() or m.state = 'waiting' and m.at < clock_timestamp() - interval '1 day')
      returning m.id`,
    values: [channel],
  });
  return rows.length > 0;
}

/** When the next message of a channel is to be tried; null where none waits. */
export async function findNextTry(db: Queryable, channel: string): Promise<Date | null> {
  const [row] = await db.query<{ at: string | null }>({
    name: 'message.nextTry',
    text: `select to_json(min(m.next_at)) #>> '{}' as at from message m join message_conversation c on c.id = m.conversation
      where c.channel = $1 and m.state in ('waiting', 'sending')`,
    values: [channel],
  });
  return row?.at ? new Date(row.at) : null;
}

/** Notes what became of a message that was sent: delivered once all its parts are. Answers its conversation; null for none of ours. */
export async function noteState(
  db: Queryable,
  channel: string,
  { external, state, answer }: Became,
): Promise<string | null> {
  const [row] = await db.query<{ conversation: string }>({
    name: 'message.noteState',
    text: `update message m set
        confirmed = case when $3 = 'delivered' then array(select distinct unnest(m.confirmed || array(select unnest(m.external) intersect select unnest($2::text[])))) else m.confirmed end,
        state = case when $3 = 'failed' then 'failed' when m.id::text = any($2::text[]) or m.external <@ (m.confirmed || $2::text[]) then 'delivered' else m.state end,
        fault = case when $3 = 'failed' then 'channelNotDelivered' end, answer = case when $3 = 'failed' then $4 end
      from message_conversation c where c.id = m.conversation and c.channel = $1 and m.direction = 'out' and m.state = 'sent'
        and (m.external && $2::text[] or m.id::text = any($2::text[])) returning m.conversation`,
    values: [channel, external, state, answer],
  });
  return row?.conversation ?? null;
}
