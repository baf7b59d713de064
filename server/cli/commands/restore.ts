import { join, resolve } from 'node:path';
import { type BackupFile, openBackup } from '../../backup/read-backup.ts';
import { type Restored, restoreBackup } from '../../backup/restore-backup.ts';
import { createLogger } from '../../config/logger.ts';
import { saveSecret, secretsIn } from '../../config/secret.ts';
import { readSettings, type Settings } from '../../config/settings.ts';
import { connectDatabase } from '../../db/connect.ts';
import { storeOf } from '../../files/file-keeper.ts';
import { createRegistry } from '../../metadata/registry.ts';
import { serverModules } from '../../modules.ts';
import { defineCommand, type Output } from '../command.ts';

export default defineCommand({
  name: 'restore',
  summary: 'Put everything of a backup in place: all of it or nothing. The server must not run.',
  positionals: ['FILE'],
  options: {
    replace: { type: 'boolean', summary: 'give up the workspaces that are here' },
    check: { type: 'boolean', summary: 'only look whether the file is whole and unchanged' },
  },
  async run({ values, positionals: [path = ''], output }) {
    const settings = readSettings();
    output.progress('Checking the file ...');
    const file = await openBackup(resolve(path));
    const { product, madeAt } = file.manifest;
    if (values.check) {
      output.result({ product, madeAt, whole: true }, `The backup is whole: made at ${madeAt} by Rapport ${product}.`);
      return undefined;
    }
    const { secret, ...done } = await restore(settings, file, values.replace, output);
    const kept = keepSecret(settings, secret);
    output.result(
      { ...done, madeAt, secret: kept },
      `Restored ${done.workspaces.map((name) => `"${name}"`).join(', ')}: ${done.rows} rows, ${done.files} files, as of ${madeAt}.${kept ? '' : ' Everybody signs in again.'}`,
    );
    return undefined;
  },
});

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
