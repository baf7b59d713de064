import { join, resolve } from 'node:path';
import { shelfOf } from '../../backup/backup-shelf.ts';
import { type BackupFile, openBackup } from '../../backup/read-backup.ts';
import { type Restored, restoreBackup } from '../../backup/restore-backup.ts';
import { backupFolderOf } from '../../backup/start-scheduled-backups.ts';
import { createLogger } from '../../config/logger.ts';
import { exitCodes, OperatorError } from '../../config/operator-error.ts';
import { saveSecret, secretsIn } from '../../config/secret.ts';
import { readSettings, type Settings } from '../../config/settings.ts';
import { connectDatabase } from '../../db/connect.ts';
import { backupBucketOf, storeOf } from '../../files/file-keeper.ts';
import { createRegistry } from '../../metadata/registry.ts';
import { serverModules } from '../../modules.ts';
import { defineCommand, type Output } from '../command.ts';

export default defineCommand({
  name: 'restore',
  summary: 'Put everything of a backup in place: all of it or nothing. The server must not run.',
  positionals: ['FILE'],
  options: {
    replace: { type: 'boolean', summary: 'give up the workspaces that are here' },
    bucket: { type: 'boolean', summary: 'FILE is the name of one in the bucket of BACKUP_BUCKET' },
    check: { type: 'boolean', summary: 'only look whether the file is whole and unchanged' },
  },
  async run({ values, positionals: [path = ''], output }) {
    const settings = readSettings();
    const { path: file, clear } = values.bucket ? await fetchFrom(settings, path, output) : { path: resolve(path) };
    try {
      await checkAndRestore(settings, file, values, output);
    } finally {
      await clear?.();
    }
    return undefined;
  },
});

interface Fetched {
  readonly path: string;
  readonly clear?: () => Promise<void>;
}

async function fetchFrom(settings: Settings, name: string, output: Output): Promise<Fetched> {
  const { bucket } = backupBucketOf(settings);
  if (!bucket) throw new OperatorError(exitCodes.usage, '--bucket needs BACKUP_BUCKET: which bucket is it in?');
  output.progress('Fetching the file ...');
  return shelfOf({ folder: backupFolderOf(settings), bucket }).bring(name);
}

async function checkAndRestore(
  settings: Settings,
  path: string,
  { check, replace }: { readonly check: boolean; readonly replace: boolean },
  output: Output,
): Promise<void> {
  output.progress('Checking the file ...');
  const file = await openBackup(path, settings.BACKUP_KEY);
  if (settings.BACKUP_KEY && !file.isSealed)
    output.progress('The file is not sealed, although BACKUP_KEY is set: anybody may have written it.');
  const { product, madeAt } = file.manifest;
  if (check) {
    output.result({ product, madeAt, whole: true }, `The backup is whole: made at ${madeAt} by Rapport ${product}.`);
    return;
  }
  const { secret, ...done } = await restore(settings, file, replace, output);
  const kept = keepSecret(settings, secret);
  output.result(
    { ...done, madeAt, secret: kept },
    `Restored ${done.workspaces.map((name) => `"${name}"`).join(', ')}: ${done.rows} rows, ${done.files} files, as of ${madeAt}.${kept ? '' : ' Everybody signs in again.'}`,
  );
}

async function restore(settings: Settings, file: BackupFile, replace: boolean, output: Output): Promise<Restored> {
  const log = createLogger('warn', (line) => void process.stderr.write(line));
  const source = await connectDatabase(settings, log, { exclusive: true });
  try {
    const registry = createRegistry(serverModules);
    const filesFolder = join(settings.DATA_DIR, 'files');
    const target = { connection: source.connection, registry, filesFolder, replace, log, say: output.progress };
    const store = storeOf(settings);
    return await restoreBackup({ ...target, ...store }, file);
  } finally {
    await source.stop();
  }
}

/** Whether sessions and links of the backup stay valid: a SECRET in the environment is not ours to change. */
function keepSecret(settings: Settings, secret: string | null): boolean {
  if (secret === null) return false;
  if (settings.SECRET) return settings.SECRET === secretsIn(secret)[0];
  saveSecret(settings.DATA_DIR, secret);
  return true;
}
