import type { Queryable } from '../../../server/db/database.ts';
import { newId } from '../../../server/records/uuid.ts';
import type { CallResult, MyCall } from '../contract/index.ts';

/** What a telephone system has told of a call so far. */
export interface CallRow {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly number: string;
  readonly line: string | null;
  /** Whose telephones rang. */
  readonly members: readonly string[];
  readonly answeredBy: string | null;
  readonly rangAt: string;
  readonly answeredAt: string | null;
  readonly endedAt: string | null;
  readonly result: CallResult | null;
  readonly seconds: number | null;
  readonly task: string | null;
  readonly callBack: string | null;
  /** Where its recording is to be fetched, sealed; and the record of it. */
  readonly recordingUrl: string | null;
  readonly recording: string | null;
}

/** What one event adds to a call. */
export interface Told extends Pick<CallRow, 'direction' | 'number' | 'line' | 'result' | 'seconds' | 'recordingUrl'> {
  readonly exchange: string;
  readonly call: string;
  readonly event: 'ringing' | 'answered' | 'ended' | 'recorded';
  readonly member: string | null;
  readonly at: string;
}

const text = (column: string) => `to_json(${column}) #>> '{}'`;
const columns = `id, direction, number, line, members, answered_by as "answeredBy", ${text('rang_at')} as "rangAt",
  ${text('answered_at')} as "answeredAt", ${text('ended_at')} as "endedAt", result, seconds, task, call_back as "callBack",
  recording_url as "recordingUrl", recording`;

/**
 * Adds an event to what is known of its call, and holds the call until the transaction ends. What was told first stays: the same event again
 * changes nothing, and it does not matter which came first.
 */
export async function takeIn(db: Queryable, told: Told): Promise<CallRow> {
  const { exchange, call, direction, number, line, event, member, at, result, seconds, recordingUrl } = told;
  const [answeredAt, endedAt] = [event === 'answered' ? at : null, event === 'ended' ? at : null];
  const [row] = await db.query<CallRow>({
    name: 'call.takeIn',
    text: `insert into phone_call as c (id, exchange, call, direction, number, line, members, answered_by, rang_at, answered_at, ended_at, result, seconds, recording_url)
      values ($1, $2, $3, $4, $5, $6, array_remove(array[$7::uuid], null), $8, $9, $10, $11, $12, $13, $14)
      on conflict (exchange, call) do update set
        members = case when c.members @> excluded.members then c.members else c.members || excluded.members end,
        rang_at = least(c.rang_at, excluded.rang_at),
        line = coalesce(c.line, excluded.line),
        answered_by = coalesce(c.answered_by, excluded.answered_by),
        answered_at = coalesce(c.answered_at, excluded.answered_at),
        ended_at = coalesce(c.ended_at, excluded.ended_at),
        result = coalesce(c.result, excluded.result),
        seconds = coalesce(c.seconds, excluded.seconds),
        recording_url = coalesce(c.recording_url, excluded.recording_url)
      returning ${columns}`,
    values: [
      ...[newId(), exchange, call, direction, number, line, member, event === 'answered' ? member : null, at],
      ...[answeredAt, endedAt, result, seconds, recordingUrl],
    ],
  });
  if (!row) throw new Error('A call was taken in and is not there');
  return row;
}

/** What a test looks like: a call of a made-up number, of which nothing is logged. */
export async function ringForTest(
  db: Queryable,
  { exchange, member, line }: { readonly exchange: string; readonly member: string; readonly line: string | null },
): Promise<void> {
  const id = newId();
  await db.query({
    text: `insert into phone_call (id, exchange, call, direction, number, line, members, rang_at, is_test)
      values ($1, $2, $3, 'in', '+10000000000', $4, array[$5::uuid], clock_timestamp(), true)`,
    values: [id, exchange, `test ${id}`, line, member],
  });
}

export async function noteLogged(
  db: Queryable,
  id: string,
  { task, callBack }: { readonly task: string; readonly callBack: string | null },
): Promise<void> {
  await db.query({
    name: 'call.logged',
    text: 'update phone_call set task = $2, call_back = $3 where id = $1',
    values: [id, task, callBack],
  });
}

/** Lets two calls of one number be written down one after the other. */
export async function lockNumber(db: Queryable, number: string): Promise<void> {
  await db.query({
    name: 'call.lockNumber',
    text: `select pg_advisory_xact_lock(hashtextextended('call:' || current_schema() || ':' || $1, 0))`,
    values: [number],
  });
}

/** Whether somebody talked with the number, or called it, after a call of theirs that nobody took. */
export async function isCalledBack(
  db: Queryable,
  { number, rangAt }: Pick<CallRow, 'number' | 'rangAt'>,
): Promise<boolean> {
  const rows = await db.query({
    text: `select 1 as one from phone_call where number = $1 and rang_at > $2 and not is_test
      and (direction = 'out' or answered_at is not null or result = 'answered') limit 1`,
    values: [number, rangAt],
  });
  return rows.length > 0;
}

/** The tasks to call the number back for calls that came before. */
export async function listCallBacks(db: Queryable, number: string, before: string): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>({
    text: 'select distinct call_back as id from phone_call where number = $1 and call_back is not null and rang_at <= $2',
    values: [number, before],
  });
  return rows.map(({ id }) => id);
}

type Mine = Omit<MyCall, 'source'>;

/** A member's calls that ring, are talked or ended a moment ago. */
export function listCallsOf(db: Queryable, member: string): Promise<Mine[]> {
  return db.query<Mine>({
    name: 'call.mine',
    text: `select id, direction, number, line, ${text('rang_at')} as "rangAt", ${text('answered_at')} as "answeredAt",
        ${text('ended_at')} as "endedAt", result, seconds, task, is_test as "isTest" from phone_call
      where members @> array[$1::uuid] and (answered_by is null or answered_by = $1)
        and coalesce(ended_at, case when answered_at is null then rang_at end, clock_timestamp()) > clock_timestamp() - interval '2 minutes'
        and rang_at > clock_timestamp() - interval '6 hours'
      order by rang_at desc limit 5`,
    values: [member],
  });
}

/** Whose head a missed call of theirs concerns: the next above who is somebody else; none where nobody is. */
export async function findHead(db: Queryable, member: string): Promise<string | null> {
  const [row] = await db.query<{ head: string }>({
    text: `with recursive above as (
        select t.id, t.head, t.parent, 1 as step from teams t join members m on m.team = t.id or t.head = m.id
        where m.id = $1 and t.deleted_at is null
        union select t.id, t.head, t.parent, step + 1 from teams t join above a on t.id = a.parent
        where t.deleted_at is null and step < 50)
      select a.head from above a join members m on m.id = a.head and m.active and m.deleted_at is null
      where a.head <> $1 order by step limit 1`,
    values: [member],
  });
  return row?.head ?? null;
}

export async function listOwners(db: Queryable): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>({
    text: `select id from members where role = 'owner' and active and deleted_at is null and service is not true order by id`,
  });
  return rows.map(({ id }) => id);
}

/** The first of these members, in this order, who works here still. */
export async function findActive(db: Queryable, ids: readonly string[]): Promise<string | null> {
  const rows = await db.query<{ id: string }>({
    text: 'select id from members where id = any($1::uuid[]) and active and deleted_at is null',
    values: [ids],
  });
  return ids.find((id) => rows.some((row) => row.id === id)) ?? null;
}

/** What was told of calls of these records goes with them; the activity itself is emptied with its record. */
export async function forgetCalls(
  db: Queryable,
  { ids, words }: { readonly ids: readonly string[]; readonly words: readonly string[] },
): Promise<void> {
  await db.query({
    text: `update phone_call set number = ''
      where task = any($1::uuid[]) or call_back = any($1::uuid[]) or number = any($2::text[])`,
    values: [ids, words],
  });
}

/** What is logged is logged: what a telephone said of it is kept for a season, to mend it by. */
export async function clearCalls(db: Queryable): Promise<void> {
  await db.query({ text: `delete from phone_call where rang_at < now() - interval '90 days' and recording is null` });
}
