import { createLogger } from '../../config/logger.ts';
import { readSettings, type Settings } from '../../config/settings.ts';
import { connectDatabase, type DatabaseSource, isDatabaseThere } from '../../db/connect.ts';
import { openDatabase } from '../../db/open.ts';
import { createRegistry } from '../../metadata/registry.ts';
import { serverModules } from '../../modules.ts';
import { openUpToDate } from '../../upgrade/open-up-to-date.ts';
import { findPending, type Pending } from '../../upgrade/pending.ts';
import { describePlan, type Preflight, preflight } from '../../upgrade/preflight.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  name: 'migrate',
  summary: 'Bring the database up to date without starting the server.',
  options: {
    plan: {
      type: 'boolean',
      summary: 'say what would be done, what stands in the way and whom it keeps waiting; do nothing',
    },
  },
  async run({ values, output }) {
    const settings = readSettings();
    const log = createLogger('warn', (line) => void process.stderr.write(line));
    if (values.plan && !isDatabaseThere(settings)) {
      const nothing = { planned: true, control: [], workspaces: {}, backup: null };
      output.result(nothing, '-- no database yet: the first start makes it');
      return undefined;
    }
    const source = await connectDatabase(settings, log);
    try {
      const registry = createRegistry(serverModules);
      if (values.plan) {
        const plan = await look(settings, source);
        output.result({ planned: true, ...answerOf(plan), backup: plan.backup }, describePlan(plan));
        return undefined;
      }
      const options = { settings, connection: source.connection, registry, log, say: output.progress, thorough: true };
      const { database, done } = await openUpToDate(options);
      await database.close();
      output.result({ planned: false, ...answerOf(done) }, 'The database is up to date.');
      return undefined;
    } finally {
      await source.stop();
    }
  },
});

async function look(settings: Settings, { connection }: DatabaseSource): Promise<Preflight> {
  const database = await openDatabase({ connection, migrate: false });
  try {
    const pending = await findPending(database, createRegistry(serverModules), { thorough: true });
    return await preflight(database, pending, settings, connection);
  } finally {
    await database.close();
  }
}

function answerOf({ control, workspaces }: Pending) {
  const bySchema = workspaces.map(({ workspace, isCurrent: _, ...plan }) => [workspace.schema, plan] as const);
  return { control, workspaces: Object.fromEntries(bySchema) };
}
