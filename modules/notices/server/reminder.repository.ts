import type { Queryable } from '../../../server/db/database.ts';

/** The moment a task was last reminded of: a job that runs again after a crash reminds nobody twice. */
export const reminderDdl: readonly string[] = [
  `create table if not exists task_reminder (
    task uuid primary key,
    at timestamptz(3) not null
  )`,
];

export async function hasReminded(db: Queryable, task: string, at: string): Promise<boolean> {
  const rows = await db.query({
    text: 'select 1 as one from task_reminder where task = $1 and at = $2',
    values: [task, at],
  });
  return rows.length > 0;
}

export async function noteReminded(db: Queryable, task: string, at: string): Promise<void> {
  await db.query({
    text: 'insert into task_reminder (task, at) values ($1, $2) on conflict (task) do update set at = excluded.at',
    values: [task, at],
  });
}
