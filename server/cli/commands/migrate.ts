import { createLogger } from '../../config/logger.ts';
import { readSettings } from '../../config/settings.ts';
import { connectDatabase } from '../../db/connect.ts';
import { openDatabase } from '../../db/open.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  name: 'migrate',
  summary: 'Bring the database up to date without starting the server.',
  async run({ output }) {
    const settings = readSettings();
    const log = createLogger('warn', (line) => void process.stderr.write(line));
    const source = await connectDatabase(settings, log);
    try {
      const database = await openDatabase({ connection: source.connection, log });
      await database.close();
      output.result({ upToDate: true }, 'The database is up to date.');
    } finally {
      await source.stop();
    }
  },
});
