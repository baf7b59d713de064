import { join, resolve } from 'node:path';
import { makeBackup } from '../../backup/make-backup.ts';
import { createLogger } from '../../config/logger.ts';
import { secretOf } from '../../config/secret.ts';
import { readSettings } from '../../config/settings.ts';
import { connectDatabase } from '../../db/connect.ts';
import { storeOf } from '../../files/file-keeper.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  name: 'backup',
  summary:
    'Write everything to one file, as it is at this moment; the server may go on. Keep the file as safe as the data.',
  positionals: ['FILE'],
  options: {
    'without-secret': { type: 'boolean', summary: 'leave out what signs sessions: everybody signs in again' },
  },
  async run({ values, positionals: [file = ''], output }) {
    const settings = readSettings();
    const log = createLogger('warn', (line) => void process.stderr.write(line));
    const path = resolve(file);
    const source = await connectDatabase(settings, log);
    try {
      const secret = values['without-secret'] ? null : secretOf(settings);
      output.progress('Backing up ...');
      const filesFolder = join(settings.DATA_DIR, 'files');
      const { manifest, bytes, sha256 } = await makeBackup(
        { connection: source.connection, filesFolder, secret, key: settings.BACKUP_KEY, ...storeOf(settings) },
        path,
      );
      const workspaces = manifest.schemas.flatMap(({ workspace }) => workspace?.name ?? []);
      const rows = manifest.schemas.flatMap(({ tables }) => tables).reduce((sum, table) => sum + table.rows, 0);
      const facts = {
        file: path,
        madeAt: manifest.madeAt,
        workspaces,
        rows,
        files: manifest.files.length,
        bytes,
        sha256,
      };
      output.result(
        { ...facts, secret: secret !== null },
        `${path}: ${workspaces.length} workspaces, ${rows} rows, ${facts.files} files, ${(bytes / 1e6).toFixed(1)} MB.`,
      );
      return undefined;
    } finally {
      await source.stop();
    }
  },
});
