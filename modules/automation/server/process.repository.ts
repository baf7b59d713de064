import type { Queryable } from '../../../server/db/database.ts';
import type { Process, ProcessFault, ProcessInput } from '../contract/index.ts';

/** A process without what its runs tell. */
export interface ProcessRow extends Omit<Process, 'runs'> {
  /** The same wherever the configuration goes. */
  readonly key: string;
  /** By the calendar: the first day that it has not looked at for good. */
  readonly calendarDay: string | null;
}

const columns = `p.id, p.key, p.version, p.name, p.noun, p.start, p.filter, p.steps, p.on_many as "onMany", p.state, p.fault, p.member,
  p.created_at as "createdAt", p.updated_at as "updatedAt", p.missed, p.calendar_day::text as "calendarDay"`;

/** Those that are there, with what their runs came to. */
export function listProcessRows(db: Queryable): Promise<(ProcessRow & Pick<Process, 'runs'>)[]> {
  const count = (state: string) => `count(*) filter (where state = '${state}')::int`;
  return db.query({
    text: `select ${columns}, json_build_object('done', coalesce(r.done, 0), 'failed', coalesce(r.failed, 0), 'waiting', coalesce(r.waiting, 0), 'due', coalesce(r.due, 0),
        'lastAt', to_json(r.last)) as runs
      from process p left join lateral (
        select ${count('done')} as done, ${count('failed')} as failed, ${count('waiting')} as waiting,
          count(*) filter (where state = 'waiting' and next_at < clock_timestamp() + interval '1 minute')::int as due,
          max(done_at) filter (where state = 'done') as last
        from process_run where process = p.id) r on true
      where p.deleted_at is null order by p.noun, p.name, p.id`,
  });
}

/** Those that are switched on, in the order in which they were made: so they act upon one change. */
export function listActive(db: Queryable): Promise<ProcessRow[]> {
  return db.query({
    name: 'process.active',
    text: `select ${columns} from process p where p.state = 'on' and p.deleted_at is null order by p.id`,
  });
}

export async function findProcessRow(
  db: Queryable,
  id: string,
  lock: '' | 'for update' = '',
): Promise<ProcessRow | null> {
  const [row] = await db.query<ProcessRow>({
    text: `select ${columns} from process p where p.id = $1 and p.deleted_at is null ${lock}`,
    values: [id],
  });
  return row ?? null;
}

export async function findByKey(db: Queryable, key: string): Promise<(ProcessRow & { deleted: boolean }) | null> {
  const [row] = await db.query<ProcessRow & { deleted: boolean }>({
    text: `select ${columns}, p.deleted_at is not null as deleted from process p where p.key = $1 for update`,
    values: [key],
  });
  return row ?? null;
}

export async function countProcesses(db: Queryable): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    text: 'select count(*)::int as count from process where deleted_at is null',
  });
  return row?.count ?? 0;
}

export async function insertProcess(db: Queryable, id: string, key: string, given: ProcessInput): Promise<void> {
  await db.query({
    text: `insert into process (id, key, name, noun, start, filter, steps, on_many) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [id, key, given.name, given.noun, ...definitionOf(given)],
  });
}

/** Writes what it does. `member` is in whose name it acts from now on; null leaves that as it is. */
export async function updateProcess(
  db: Queryable,
  id: string,
  given: ProcessInput,
  member: string | null,
): Promise<void> {
  await db.query({
    text: `update process set name = $2, start = $3, filter = $4, steps = $5, on_many = $6, member = coalesce($7, member),
      version = version + 1, updated_at = clock_timestamp(), deleted_at = null where id = $1`,
    values: [id, given.name, ...definitionOf(given), member],
  });
}

function definitionOf({ start, filter, steps, onMany }: ProcessInput): unknown[] {
  return [JSON.stringify(start), filter && JSON.stringify(filter), JSON.stringify(steps), onMany];
}

/** Has a process look at the days from this one on. `missed` are days it will not look at; null keeps what was missed before. */
export async function moveCalendar(
  db: Queryable,
  id: string,
  { day, missed }: { readonly day: string; readonly missed: Process['missed'] },
): Promise<void> {
  await db.query({
    text: 'update process set calendar_day = $2::date, missed = coalesce($3::jsonb, missed) where id = $1',
    values: [id, day, missed && JSON.stringify(missed)],
  });
}

/** Has a process begin with the calendar anew: from this day on, null where it does not go by it. */
export async function beginCalendar(db: Queryable, id: string, day: string | null): Promise<void> {
  await db.query({
    text: 'update process set calendar_day = $2::date, missed = null where id = $1',
    values: [id, day],
  });
}

export async function setProcessState(
  db: Queryable,
  id: string,
  {
    state,
    fault = null,
    member = null,
  }: Pick<ProcessRow, 'state'> & { fault?: ProcessFault | null; member?: string | null },
): Promise<void> {
  await db.query({
    text: `update process set state = $2, fault = $3, member = coalesce($4, member), version = version + 1,
      updated_at = clock_timestamp() where id = $1`,
    values: [id, state, fault, member],
  });
}

export async function deleteProcessRow(db: Queryable, id: string): Promise<void> {
  await db.query({
    text: `update process set state = 'off', fault = null, deleted_at = clock_timestamp(), version = version + 1 where id = $1`,
    values: [id],
  });
}

export async function listOwners(db: Queryable): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>({
    text: `select id from members where role = 'owner' and active and deleted_at is null order by id`,
  });
  return rows.map(({ id }) => id);
}
