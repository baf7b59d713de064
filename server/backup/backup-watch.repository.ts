import type { Queryable } from '../db/database.ts';
import { findLastBackup } from './backup-log.repository.ts';

/** What is wished of backups, so that whoever asks another process or the doctor is told the same. */
export interface BackupWishes {
  /** From one to the next; 0: none is made by itself. */
  readonly hours: number;
  /** How old the newest may be; 0: as old as it likes. */
  readonly alarmHours: number;
  /** From one trial restore to the next; 0: none. */
  readonly trialDays: number;
}

/** A restore into a database of its own, to see that it can be done. */
export interface BackupTrial {
  /** ISO 8601. */
  readonly at: string;
  readonly file: string;
  /** When that backup was made. */
  readonly madeAt: string | null;
  readonly seconds: number;
  readonly rows: number;
  /** What was wrong; null where nothing was. */
  readonly fault: string | null;
}

export interface BackupState extends BackupWishes {
  /** When the newest was made; null where none ever was. */
  readonly last: string | null;
  readonly isLate: boolean;
  readonly trial: BackupTrial | null;
}

/** Writes down what a server is set to. */
export async function noteWishes(control: Queryable, { hours, alarmHours, trialDays }: BackupWishes): Promise<void> {
  await control.query({
    text: `insert into backup_watch (hours, alarm_hours, trial_days) values ($1, $2, $3)
      on conflict (one) do update set hours = $1, alarm_hours = $2, trial_days = $3`,
    values: [hours, alarmHours, trialDays],
  });
}

/** Null where no server has looked after backups yet. */
export async function readBackupState(control: Queryable, now: Date): Promise<BackupState | null> {
  const [table] = await control.query<{ there: boolean }>({
    text: `select to_regclass('backup_watch') is not null as there`,
  });
  if (!table?.there) return null;
  const [wishes] = await control.query<BackupWishes>({
    text: 'select hours, alarm_hours as "alarmHours", trial_days as "trialDays" from backup_watch',
  });
  if (!wishes) return null;
  const last = (await findLastBackup(control))?.at ?? null;
  // What was never backed up is as old as the first workspace.
  const [first] = await control.query<{ at: string | null }>({ text: 'select min(created_at) as at from workspace' });
  const since = last ?? first?.at ?? now.toISOString();
  const age = now.getTime() - Date.parse(since);
  const isLate = wishes.alarmHours > 0 && age > wishes.alarmHours * 3_600_000;
  return { ...wishes, last, isLate, trial: await findLastTrial(control) };
}

export async function findLastTrial(control: Queryable): Promise<BackupTrial | null> {
  const [row] = await control.query<BackupTrial>({
    text: `select at, file, made_at as "madeAt", seconds, rows::double precision as rows, fault
      from backup_trial order by at desc limit 1`,
  });
  return row ?? null;
}

export async function noteTrial(control: Queryable, trial: Omit<BackupTrial, 'at'>): Promise<void> {
  await control.query({
    text: 'insert into backup_trial (file, made_at, seconds, rows, fault) values ($1, $2, $3, $4, $5)',
    values: [trial.file, trial.madeAt, trial.seconds, trial.rows, trial.fault],
  });
}

/** Whether somebody is to be told today: true once a day, whichever process asks. */
export async function takeTurnToTell(control: Queryable, now: Date): Promise<boolean> {
  const rows = await control.query({
    text: 'update backup_watch set told_on = $1 where told_on is distinct from $1 returning one',
    values: [now.toISOString().slice(0, 10)],
  });
  return rows.length > 0;
}
