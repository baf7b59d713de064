import type { Queryable } from '../../../server/db/database.ts';
import type { Alarm } from '../contract/index.ts';
import type { Watch } from './norm.ts';

/** What somebody had in one window: `w` counts windows back from now, 0 being the one that ends now. */
export interface WindowSum {
  readonly member: string;
  readonly w: number;
  readonly amount: number;
}

/** Where the records of a kind are counted. */
const sourceOf: Readonly<Record<Watch['kind'], string>> = {
  read: `select at, member, records from read_count where door = 'web'`,
  program: `select at, member, records from read_count where door <> 'web'`,
  taken: `select at, member, records from access_log where kind in ('export', 'print', 'reveal', 'hearing')`,
};

/** Members who read or took something in the last minutes. */
export async function listActive(db: Queryable, since: Date): Promise<readonly string[]> {
  const rows = await db.query<{ member: string }>({
    text: `select member from read_count where at >= $1
      union select member from access_log where at >= $1 and member is not null and kind in ('export', 'print', 'reveal', 'hearing')`,
    values: [since.toISOString()],
  });
  return rows.map(({ member }) => member);
}

/** What each of these members had in the window that ends now and in those of the four weeks before, empty ones left out. */
export function sumWindows(
  db: Queryable,
  { kind, minutes }: Pick<Watch, 'kind' | 'minutes'>,
  members: readonly string[],
  now: Date,
): Promise<readonly WindowSum[]> {
  return db.query<WindowSum>({
    text: `select member, floor(extract(epoch from $2::timestamptz - at) / ($3 * 60))::int as w, sum(records)::int as amount
      from (${sourceOf[kind]} and member = any($1) and at > $2::timestamptz - interval '29 days' and at <= $2::timestamptz) r
      group by 1, 2`,
    values: [members, now.toISOString(), minutes],
  });
}

/** Active members of the same standard role as each of these, at most two hundred. */
export async function listPeers(db: Queryable, member: string): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>({
    text: `select p.id from members p join members m on m.id = $1 and p.role = m.role and p.id <> m.id
        and p.service is not distinct from m.service
      where p.active and p.deleted_at is null order by p.id limit 200`,
    values: [member],
  });
  return rows.map(({ id }) => id);
}

export interface NewAlarm {
  readonly id: string;
  readonly at: string;
  readonly member: string;
  readonly kind: Watch['kind'];
  readonly day: string;
  readonly minutes: number;
  readonly amount: number;
  readonly threshold: number;
  readonly basis: string;
}

/** Whether there was none yet of that person, kind and day. */
export async function insertAlarm(db: Queryable, alarm: NewAlarm): Promise<boolean> {
  const rows = await db.query({
    text: `insert into access_alarm (id, at, member, kind, day, minutes, amount, threshold, basis)
      select id, at, member, kind, day, minutes, amount, threshold, basis
      from jsonb_to_record($1) as g(id uuid, at timestamptz, member uuid, kind text, day date, minutes int, amount int, threshold int, basis text)
      on conflict (member, kind, day) do nothing returning id`,
    values: [JSON.stringify(alarm)],
  });
  return rows.length > 0;
}

/** The newest hundred of the last 90 days. */
export function listAlarmRows(db: Queryable): Promise<readonly (Omit<Alarm, 'member'> & { member: string })[]> {
  return db.query({
    text: `select id, at, member, kind, minutes, amount, threshold, basis from access_alarm
      where at > now() - interval '90 days' order by at desc, id desc limit 100`,
  });
}

export function listStopped(db: Queryable): Promise<readonly { member: string; since: string }[]> {
  return db.query({ text: 'select member, at as since from access_block order by at' });
}

/** Whether no other owner is left who is not stopped. */
export async function isLastFreeOwner(db: Queryable, member: string): Promise<boolean> {
  const [row] = await db.query<{ last: boolean }>({
    text: `select exists (select from members where id = $1 and role = 'owner') and not exists (
        select from members m where m.role = 'owner' and m.active and m.deleted_at is null and m.service is not true and m.id <> $1
          and not exists (select from access_block b where b.member = m.id)) as last`,
    values: [member],
  });
  return row?.last === true;
}

/** Who is told: active owners and managers, but for the one it is about. */
export async function listWatchers(db: Queryable, about: string): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>({
    text: `select id from members where active and deleted_at is null and role in ('owner', 'manager')
        and service is not true and id <> $1 order by id`,
    values: [about],
  });
  return rows.map(({ id }) => id);
}

/** Active owners. */
export async function listOwners(db: Queryable): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>({
    text: `select id from members where role = 'owner' and active and deleted_at is null order by id`,
  });
  return rows.map(({ id }) => id);
}
