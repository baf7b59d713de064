import { authMigrations } from '../auth/auth-schema.ts';
import { listWorkspaces } from '../auth/workspace.repository.ts';
import { findLastBackup } from '../backup/backup-log.repository.ts';
import { type BackupTrial, readBackupState } from '../backup/backup-watch.repository.ts';
import { type Lag, measureLag } from '../changes/lag.ts';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import type { Workspace } from '../context.ts';
import { listMissingSteps, listSteps, listUnknownSteps } from '../db/control-schema.ts';
import type { Database } from '../db/database.ts';
import { countUnreadable } from '../files/text/file-text.repository.ts';
import { countJobs } from '../jobs/waiting-jobs.ts';
import { isWorkerAlive } from '../jobs/worker-presence.ts';
import { isUpToDate, planWorkspace } from '../metadata/migrate.ts';
import type { Registry } from '../metadata/registry.ts';
import { newerDatabase } from '../metadata/schema-state.ts';
import { checkSeals, type Fault, type KeptHead } from '../seals/check-seals.ts';
import { type Outcome, warn } from './finding.ts';

/** What the doctor looks at: a database that nothing has been changed in. */
export interface Patient {
  readonly database: Database;
  readonly registry: Registry;
  /** None where the installation has never been set up. */
  readonly workspaces: readonly Workspace[];
  readonly now: Date;
  /** Of the chain over a change log, kept elsewhere. */
  readonly head?: KeptHead;
}

export async function examine(database: Database, registry: Registry, now = new Date()): Promise<Patient> {
  const isThere = (await listSteps(database.control)).length > 0;
  return { database, registry, now, workspaces: isThere ? await listWorkspaces(database.control) : [] };
}

/** Each answers what it found, or throws what is wrong. */
export const databaseChecks: Readonly<Record<string, (patient: Patient) => Promise<Outcome>>> = {
  schema: checkSchema,
  listeners: checkListeners,
  jobs: checkJobs,
  texts: checkTexts,
  backup: checkBackup,
  seals: checkLog,
};

const minute = 60_000;
const day = 24 * 60 * minute;

async function checkSchema({ database, registry, workspaces }: Patient): Promise<Outcome> {
  const [unknown] = await listUnknownSteps(database.control, authMigrations);
  if (unknown) throw newerDatabase(unknown);
  const missing = await listMissingSteps(database.control, authMigrations);
  const behind: string[] = [];
  for (const workspace of workspaces) {
    const db = database.workspace(workspace);
    if (await isUpToDate(db, registry)) continue;
    const { refusals } = await planWorkspace(db, registry);
    if (refusals.length > 0) {
      throw new OperatorError(
        exitCodes.software,
        `The tables of "${workspace.name}" need a reviewed migration: ${refusals.join('; ')}.`,
      );
    }
    behind.push(`"${workspace.name}"`);
  }
  if (missing.length > 0 || behind.length > 0) {
    const what = [...(missing.length > 0 ? ['the accounts'] : []), ...behind].join(', ');
    return warn(`To be brought up to date at the next start, or by rapport migrate: ${what}.`);
  }
  return workspaces.length === 0 ? 'no workspace yet' : `up to date in ${workspaces.length} workspaces`;
}

async function checkListeners({ database, registry, workspaces, now }: Patient): Promise<Outcome> {
  const names = registry.modules.flatMap((module) => (module.listeners ?? []).map(({ name }) => name));
  const late: string[] = [];
  for (const workspace of workspaces) {
    const lags = await measureLag(database.workspace(workspace), names);
    const old = lags.filter(({ since }) => now.getTime() - Date.parse(since) > 10 * minute);
    late.push(...old.map((lag) => describeLag(workspace, lag)));
  }
  if (late.length === 0) return 'none is late';
  if (!(await isWorkerAlive(database.control)))
    return warn(`No server runs, and some have changes to hear: ${late.join('; ')}.`);
  throw new OperatorError(exitCodes.software, `Some do not get on, see the server's log: ${late.join('; ')}.`);
}

function describeLag({ name }: Workspace, { listener, waiting, since }: Lag): string {
  return `${listener} of "${name}", ${waiting} changes since ${since}`;
}

async function checkJobs({ database }: Patient): Promise<Outcome> {
  const { waiting, failed } = await countJobs(database.control);
  if (failed === 0) return `${waiting} waiting, none given up`;
  throw new OperatorError(
    exitCodes.software,
    `${failed} jobs failed at every attempt and were given up, see the server's log; ${waiting} are waiting.`,
  );
}

async function checkTexts({ database, workspaces }: Patient): Promise<Outcome> {
  const found = await Promise.all(
    workspaces.map(async (workspace) => {
      const db = database.workspace(workspace);
      // Before the first start of a Rapport that reads files there is nothing to ask.
      const [table] = await db.query<{ there: boolean }>({
        text: `select to_regclass('file_text') is not null as there`,
      });
      return { workspace, count: table?.there ? await countUnreadable(db) : 0 };
    }),
  );
  const unread = found
    .filter(({ count }) => count > 0)
    .map(({ workspace, count }) => `${count} of "${workspace.name}"`);
  return unread.length === 0
    ? 'every file that can be read was'
    : warn(`Files not found by their words: ${unread.join(', ')}.`);
}

async function checkBackup({ database, workspaces, now }: Patient): Promise<Outcome> {
  const last = await findLastBackup(database.control);
  if (!last)
    return workspaces.length === 0 ? 'nothing to back up yet' : warn('None was ever made: rapport backup FILE.');
  const days = Math.floor((now.getTime() - Date.parse(last.at)) / day);
  const state = await readBackupState(database.control, now);
  const said = `the last one was made at ${last.at}: ${last.file}; ${describeTrial(state?.trial ?? null)}`;
  if (state?.trial?.fault) return warn(said);
  if (state?.isLate) return warn(`Older than the ${state.alarmHours} hours of BACKUP_ALARM_HOURS: ${said}`);
  return days < 7 ? said : warn(`${days} days old: ${said}`);
}

function describeTrial(trial: BackupTrial | null): string {
  if (!trial) return 'none was restored in a trial';
  const { at, file, seconds, rows, fault } = trial;
  if (fault !== null) return `the trial restore of ${file} at ${at} failed: ${fault}`;
  return `${file} was restored in a trial at ${at}, whole: ${rows} rows in ${seconds} s`;
}

/** Whether the change log is what was sealed. A head that is kept elsewhere tells of a chain that was made anew as a whole. */
async function checkLog({ database, workspaces, head: kept }: Patient): Promise<Outcome> {
  const said: string[] = [];
  const wrong: string[] = [];
  let holds = false;
  for (const workspace of workspaces) {
    const db = database.workspace(workspace);
    const [table] = await db.query<{ there: boolean }>({
      text: `select to_regclass('change_seal') is not null as there`,
    });
    if (!table?.there) continue;
    const found = await checkSeals(db, kept);
    const { faults, more, changes, unsealed, head } = found;
    holds ||= found.holds === true;
    const named = faults.map(({ sort, id }) => `${faultWords[sort]} ${id}`).join(', ');
    if (faults.length > 0) wrong.push(`"${workspace.name}": ${named}${more > 0 ? ` and ${more} more` : ''}`);
    const at = head ? `, head ${head.number} ${head.hash}` : '';
    said.push(`"${workspace.name}" ${changes} changes sealed, ${unsealed} not yet${at}`);
  }
  if (wrong.length > 0)
    throw new OperatorError(exitCodes.software, `The change log is not what was sealed: ${wrong.join('; ')}.`);
  if (kept && !holds)
    throw new OperatorError(exitCodes.software, `The head ${kept.number} is of no chain here: it was made anew.`);
  return said.length === 0 ? 'nothing sealed yet' : said.join('; ');
}

const faultWords: Readonly<Record<Fault['sort'], string>> = {
  changed: 'altered change',
  removed: 'removed change',
  added: 'change put in',
  sealBroken: 'altered seal',
  sealMissing: 'missing seal',
  taking: 'altered line of the access log',
};
