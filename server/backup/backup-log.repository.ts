import type { Queryable } from '../db/database.ts';

export interface LoggedBackup {
  /** ISO 8601. */
  readonly at: string;
  readonly file: string;
}

/** Notes a backup that was made; a database that has never been brought up to date keeps no such notes. */
export async function logBackup(
  control: Queryable,
  backup: { readonly file: string; readonly bytes: number; readonly sha256: string },
): Promise<void> {
  if (!(await isKept(control))) return;
  await control.query({
    text: 'insert into backup_log (file, bytes, sha256) values ($1, $2, $3)',
    values: [backup.file, backup.bytes, backup.sha256],
  });
}

/** The latest backup made of this installation; null when none is known. */
export async function findLastBackup(control: Queryable): Promise<LoggedBackup | null> {
  if (!(await isKept(control))) return null;
  const [row] = await control.query<LoggedBackup>({ text: 'select at, file from backup_log order by at desc limit 1' });
  return row ?? null;
}

async function isKept(control: Queryable): Promise<boolean> {
  const [row] = await control.query<{ kept: boolean }>({
    text: `select to_regclass('backup_log') is not null as kept`,
  });
  return row?.kept === true;
}
