import type { Queryable } from '../../../server/db/database.ts';
import type { ChannelKind } from '../contract/index.ts';

/** A channel as it is kept; its secret is sealed. */
export interface ChannelRow {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly active: boolean;
  readonly makesLeads: boolean;
  readonly source: string | null;
  readonly dailyLimit: number;
  /** What its kind asks for, without what is secret. */
  readonly settings: Readonly<Record<string, string | number>>;
  readonly secret: string | null;
  /** How far what comes by it was read, in its own terms. */
  readonly position: string | null;
  readonly lastAt: string | null;
  readonly fault: string | null;
  readonly answer: string | null;
}

const shown = `id, kind, name, active, makes_leads as "makesLeads", source, daily_limit as "dailyLimit", settings, secret, position,
  to_json(last_at) #>> '{}' as "lastAt", fault, answer`;

export function listChannelRows(db: Queryable): Promise<ChannelRow[]> {
  return db.query<ChannelRow>({
    name: 'channel.list',
    text: `select ${shown} from message_channel order by created_at, id`,
  });
}

export async function findChannelRow(db: Queryable, id: string): Promise<ChannelRow | null> {
  const [row] = await db.query<ChannelRow>({
    name: 'channel.find',
    text: `select ${shown} from message_channel where id = $1`,
    values: [id],
  });
  return row ?? null;
}

/** Writes a channel, new or not; what was wrong with its former settings is forgotten. */
export async function writeChannelRow(
  db: Queryable,
  row: Omit<ChannelRow, 'position' | 'lastAt' | 'fault' | 'answer'>,
): Promise<void> {
  const { id, kind, name, active, makesLeads, source, dailyLimit, settings, secret } = row;
  await db.query({
    text: `insert into message_channel (id, kind, name, active, makes_leads, source, daily_limit, settings, secret)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      on conflict (id) do update set name = $3, active = $4, makes_leads = $5, source = $6, daily_limit = $7, settings = $8, secret = $9,
        position = case when message_channel.secret is distinct from $9 then null else message_channel.position end,
        failures = 0, fault = null, answer = null`,
    values: [id, kind, name, active, makesLeads, source, dailyLimit, JSON.stringify(settings), secret],
  });
  await db.query({ text: 'update message_conversation set channel_name = $2 where channel = $1', values: [id, name] });
}

export async function deleteChannelRow(db: Queryable, id: string): Promise<void> {
  await db.query({
    text: `update message set state = 'failed', fault = 'channelGone', next_at = null where state = 'waiting'
      and conversation in (select id from message_conversation where channel = $1)`,
    values: [id],
  });
  await db.query({ text: 'delete from message_channel where id = $1', values: [id] });
}

/** Has the channel to oneself for two minutes, or until `leaveChannel`; false where somebody else has. */
export async function holdChannel(db: Queryable, id: string): Promise<boolean> {
  const rows = await db.query({
    name: 'channel.hold',
    text: `update message_channel set held_until = clock_timestamp() + interval '2 minutes'
      where id = $1 and (held_until is null or held_until < clock_timestamp()) returning id`,
    values: [id],
  });
  return rows.length > 0;
}

/** Lets others have the channel, and notes what was wrong with it; answers how often in a row something was, null for one that is gone. */
export async function leaveChannel(
  db: Queryable,
  id: string,
  failure: { readonly fault: string; readonly answer: string | null } | null,
): Promise<number | null> {
  const [row] = await db.query<{ failures: number }>({
    name: 'channel.leave',
    text: `update message_channel set held_until = null, fault = $2, answer = $3,
      failures = case when $2::text is null then 0 else failures + 1 end where id = $1 returning failures`,
    values: [id, failure?.fault ?? null, failure?.answer ?? null],
  });
  return row?.failures ?? null;
}

/** How far what comes was read. */
export async function notePosition(db: Queryable, id: string, position: string): Promise<void> {
  await db.query({
    name: 'channel.position',
    text: 'update message_channel set position = $2 where id = $1',
    values: [id, position],
  });
}

/** Notes that something went or came. */
export async function noteUsed(db: Queryable, id: string): Promise<void> {
  await db.query({
    name: 'channel.used',
    text: 'update message_channel set last_at = clock_timestamp() where id = $1',
    values: [id],
  });
}

export async function noteNextLook(db: Queryable, id: string, at: Date): Promise<void> {
  await db.query({
    name: 'channel.next',
    text: 'update message_channel set next_at = $2 where id = $1',
    values: [id, at.toISOString()],
  });
}

/** Channels that are used and that nobody has asked to look at for an hour: their job was lost, as by a restored backup. */
export function listForgottenChannels(db: Queryable): Promise<{ id: string }[]> {
  return db.query<{ id: string }>({
    text: `select id from message_channel where active and (next_at is null or next_at < clock_timestamp() - interval '1 hour')`,
  });
}

/** Keeps a part of a long message; answers the whole once all parts are there, and null before. */
export async function keepPart(
  db: Queryable,
  channel: string,
  {
    account,
    text,
    part,
  }: {
    readonly account: string;
    readonly text: string;
    readonly part: { readonly reference: number; readonly total: number; readonly number: number };
  },
): Promise<string | null> {
  const key = [channel, account, part.reference, part.total];
  await db.query({
    text: `insert into message_part (channel, account, reference, total, number, text) values ($1, $2, $3, $4, $5, $6)
      on conflict (channel, account, reference, total, number) do update set text = $6, at = clock_timestamp()`,
    values: [...key, part.number, text],
  });
  const parts = await db.query<{ text: string }>({
    text: `select text from message_part where channel = $1 and account = $2 and reference = $3 and total = $4
      and at > clock_timestamp() - interval '1 day' order by number`,
    values: key,
  });
  if (parts.length < part.total) return null;
  await db.query({
    text: 'delete from message_part where channel = $1 and account = $2 and reference = $3 and total = $4',
    values: key,
  });
  return parts.map((one) => one.text).join('');
}

/** Parts whose others never came. */
export async function clearParts(db: Queryable): Promise<void> {
  await db.query({ text: `delete from message_part where at < clock_timestamp() - interval '3 days'` });
}
