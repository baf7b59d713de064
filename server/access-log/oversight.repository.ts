import { defaultOversight, type OversightSettings } from '../../shared/contract/oversight-settings.ts';
import type { Queryable } from '../db/database.ts';

/** How reading is watched in a workspace, and who was stopped. */
export interface Oversight {
  readonly settings: OversightSettings;
  readonly blocked: ReadonlySet<string>;
}

export async function readOversight(db: Queryable): Promise<Oversight> {
  const [row] = await db.query<{ settings: Partial<OversightSettings> | null; blocked: string[] }>({
    name: 'oversight.read',
    text: `select (select settings from oversight_setting) as settings,
      array(select member::text from access_block) as blocked`,
  });
  return { settings: { ...defaultOversight, ...row?.settings }, blocked: new Set(row?.blocked ?? []) };
}

export async function writeOversight(db: Queryable, settings: OversightSettings): Promise<void> {
  await db.query({
    text: `insert into oversight_setting (settings) values ($1) on conflict (one) do update set settings = excluded.settings`,
    values: [JSON.stringify(settings)],
  });
}

export async function blockMember(db: Queryable, member: string, kind: string): Promise<void> {
  await db.query({
    text: 'insert into access_block (member, kind) values ($1, $2) on conflict (member) do nothing',
    values: [member, kind],
  });
}

/** Whether the member was blocked. */
export async function unblockMember(db: Queryable, member: string): Promise<boolean> {
  const rows = await db.query({
    text: 'delete from access_block where member = $1 returning member',
    values: [member],
  });
  return rows.length > 0;
}

/** Counts records against the day's limit in one statement, so that of two at once only one can have what is left. False where they do not fit. */
export async function countTaken(
  db: Queryable,
  taken: { readonly member: string; readonly day: string; readonly records: number; readonly limit: number },
): Promise<boolean> {
  const rows = await db.query({
    name: 'oversight.take',
    text: `insert into taken_today as t (member, day, records) select $1::uuid, $2::date, $3::int where $3::int <= $4::int
      on conflict (member, day) do update set records = t.records + excluded.records
        where t.records + excluded.records <= $4::int
      returning records`,
    values: [taken.member, taken.day, taken.records, taken.limit],
  });
  return rows.length > 0;
}

export async function readTaken(db: Queryable, member: string, day: string): Promise<number> {
  const [row] = await db.query<{ records: number }>({
    text: 'select records from taken_today where member = $1 and day = $2',
    values: [member, day],
  });
  return row?.records ?? 0;
}
