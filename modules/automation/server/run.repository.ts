import type { Queryable } from '../../../server/db/database.ts';
import type { ProcessRun } from '../contract/index.ts';

/** What is to be run, and by what it was started. */
export interface NewRun {
  readonly id: string;
  readonly process: string;
  readonly noun: string;
  readonly record: string;
  /** What started it, once for each process: the number of a change. */
  readonly occasion: string;
  /** Who gave occasion; null where nobody did. */
  readonly starter: string | null;
  /** How many processes stand before it in a row, itself counted. */
  readonly depth: number;
  readonly problem?: ProcessRun['problem'];
}

/** Takes runs in, in their order; what was taken in before stays as it is. One with a problem has failed already. */
export async function insertRuns(db: Queryable, runs: readonly NewRun[]): Promise<void> {
  if (runs.length === 0) return;
  await db.query({
    text: `insert into process_run (id, process, noun, record, occasion, starter, depth, problem, state, next_at)
      select id, process, noun, record, occasion, starter, depth, problem,
        case when problem is null then 'waiting' else 'failed' end, case when problem is null then clock_timestamp() end
      from jsonb_to_recordset($1) as given(id uuid, process uuid, noun text, record uuid, occasion text, starter uuid, depth int, problem jsonb)
      on conflict do nothing`,
    values: [JSON.stringify(runs)],
  });
}

export interface DueRun {
  readonly id: string;
  readonly record: string;
  readonly starter: string | null;
  readonly depth: number;
  readonly attempts: number;
  /** How many steps are behind it. */
  readonly atStep: number;
  /** Whether the last condition of a step let it pass; null where there was none. */
  readonly passed: boolean | null;
  readonly made: ProcessRun['made'];
  readonly notes: ProcessRun['notes'];
}

/** The eldest run of the process that is due. */
export async function findDue(db: Queryable, process: string): Promise<DueRun | null> {
  const [row] = await db.query<DueRun>({
    name: 'process.due',
    text: `select id, record, starter, depth, attempts, at_step as "atStep", passed, made, notes from process_run
      where process = $1 and state = 'waiting' and next_at <= clock_timestamp() order by id limit 1 for update`,
    values: [process],
  });
  return row ?? null;
}

export async function findNextDue(db: Queryable, process: string): Promise<Date | null> {
  const [row] = await db.query<{ at: string | null }>({
    text: `select to_json(min(next_at)) #>> '{}' as at from process_run where process = $1 and state = 'waiting'`,
    values: [process],
  });
  return row?.at ? new Date(row.at) : null;
}

/** The processes with runs that wait. */
export async function listWaiting(db: Queryable): Promise<readonly string[]> {
  const rows = await db.query<{ process: string }>({
    text: `select distinct process from process_run where state = 'waiting'`,
  });
  return rows.map(({ process }) => process);
}

interface Ending {
  readonly state: 'done' | 'skipped' | 'failed';
  readonly step?: number | null;
  readonly problem?: ProcessRun['problem'];
  readonly made?: ProcessRun['made'];
  readonly notes?: ProcessRun['notes'];
}

export async function endRun(db: Queryable, id: string, { state, step, problem, made, notes }: Ending): Promise<void> {
  await db.query({
    name: 'process.end-run',
    text: `update process_run set state = $2, attempts = attempts + 1, next_at = null, done_at = clock_timestamp(), step = $3,
      problem = $4, made = coalesce($5, made), notes = coalesce($6, notes) where id = $1`,
    values: [
      ...[id, state, step ?? null, problem ? JSON.stringify(problem) : null],
      ...[made ? JSON.stringify(made) : null, notes ? JSON.stringify(notes) : null],
    ],
  });
}

/** Has a run go on with its next step at a moment to come. */
export async function restRun(
  db: Queryable,
  id: string,
  { atStep, passed, nextAt, made, notes }: Pick<DueRun, 'atStep' | 'passed' | 'made' | 'notes'> & { nextAt: Date },
): Promise<void> {
  await db.query({
    name: 'process.rest-run',
    text: `update process_run set attempts = 0, step = null, problem = null, at_step = $2, passed = $3, next_at = $4, made = $5, notes = $6
      where id = $1`,
    values: [id, atStep, passed, nextAt.toISOString(), JSON.stringify(made), JSON.stringify(notes)],
  });
}

/** Ends the runs that have done more steps than these: they began with others than the process has now, and can not go on. */
export async function dropOutdated(db: Queryable, process: string, steps: number): Promise<void> {
  await db.query({
    text: `update process_run set state = 'skipped', next_at = null, done_at = clock_timestamp(), step = null, problem = $3
      where process = $1 and at_step > $2 and state <> 'done'`,
    values: [process, steps, JSON.stringify({ code: outdated, params: {}, fields: [] })],
  });
}

/** Why a run can not go on. */
const outdated = 'processChanged';

/** Notes an attempt that did not succeed, to be made again after so many seconds; one that only came too early does not count. */
export async function putOff(
  db: Queryable,
  id: string,
  {
    step,
    problem,
    seconds,
    counts = true,
  }: { step: number | null; problem: ProcessRun['problem']; seconds: number; counts?: boolean },
): Promise<void> {
  await db.query({
    text: `update process_run set attempts = attempts + $5::boolean::int, step = $2, problem = $3,
      next_at = clock_timestamp() + make_interval(secs => $4) where id = $1 and state = 'waiting'`,
    values: [id, step, JSON.stringify(problem), seconds, counts],
  });
}

/** Ends all that waits of a process without doing it. */
export async function skipWaiting(db: Queryable, process: string, problem: ProcessRun['problem']): Promise<void> {
  await db.query({
    text: `update process_run set state = 'skipped', next_at = null, done_at = clock_timestamp(), problem = $2
      where process = $1 and state = 'waiting'`,
    values: [process, JSON.stringify(problem)],
  });
}

/** Has a run that ended without being done tried again; false where it is not one. */
export async function restartRun(db: Queryable, process: string, id: string): Promise<boolean> {
  const rows = await db.query({
    text: `update process_run set state = 'waiting', attempts = 0, next_at = clock_timestamp(), done_at = null
      where id = $2 and process = $1 and (state in ('failed', 'skipped') or state = 'waiting' and attempts > 0)
        and problem ->> 'code' is distinct from $3 returning id`,
    values: [process, id, outdated],
  });
  return rows.length > 0;
}

export async function findRun(
  db: Queryable,
  process: string,
  id: string,
): Promise<Pick<ProcessRun, 'state' | 'problem'> | null> {
  const [row] = await db.query<Pick<ProcessRun, 'state' | 'problem'>>({
    text: 'select state, problem from process_run where id = $2 and process = $1',
    values: [process, id],
  });
  return row ?? null;
}

/** How deep in a row of processes these runs stand. */
export async function depthsOf(db: Queryable, runs: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (runs.length === 0) return new Map();
  const rows = await db.query<{ id: string; depth: number }>({
    text: 'select id, depth from process_run where id = any($1::uuid[])',
    values: [runs],
  });
  return new Map(rows.map(({ id, depth }) => [id, depth]));
}

/** Whether more than so many runs of a process wait that stand third in a row of processes, or later. */
export async function hasMoreChained(db: Queryable, process: string, most: number): Promise<boolean> {
  const rows = await db.query({
    text: `select from process_run where process = $1 and state = 'waiting' and depth > 2 offset $2 limit 1`,
    values: [process, most],
  });
  return rows.length > 0;
}

export type RunRow = Omit<ProcessRun, 'record'> & { readonly noun: string; readonly record: string };

/** The runs of a process, the newest first. */
export function listRunRows(
  db: Queryable,
  process: string,
  { state, before, limit }: { state?: string | undefined; before?: string | undefined; limit: number },
): Promise<RunRow[]> {
  return db.query({
    text: `select id, noun, record, at, state, attempts, at_step as "atStep", case when state = 'waiting' then next_at end as "nextAt", done_at as "doneAt",
        step, problem, made, notes
      from process_run where process = $1 and ($2::text is null or state = $2) and ($3::uuid is null or id < $3)
      order by id desc limit $4`,
    values: [process, state ?? null, before ?? null, limit],
  });
}

/** Forgets what ended so many days ago. */
export async function forgetRuns(db: Queryable, days: number): Promise<void> {
  await db.query({
    text: `delete from process_run where at < now() - make_interval(days => $1) and state <> 'waiting'`,
    values: [days],
  });
}

/** Forgets the runs for records, and those that made any of them. */
export async function forgetRunsAbout(db: Queryable, ids: readonly string[]): Promise<void> {
  await db.query({
    text: `delete from process_run where record = any($1::uuid[])
      or exists (select from jsonb_array_elements(made) m where (m ->> 'id')::uuid = any($1::uuid[]))`,
    values: [ids],
  });
}
