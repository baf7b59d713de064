import { authMigrations } from '../../auth/auth-schema.ts';
import { listWorkspaces } from '../../auth/workspace.repository.ts';
import { createLogger } from '../../config/logger.ts';
import { readSettings } from '../../config/settings.ts';
import { connectDatabase } from '../../db/connect.ts';
import { openDatabase } from '../../db/open.ts';
import { migrateWorkspace, planWorkspace } from '../../metadata/migrate.ts';
import { createRegistry } from '../../metadata/registry.ts';
import { serverModules } from '../../modules.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  name: 'migrate',
  summary: 'Bring the database up to date without starting the server.',
  options: { plan: { type: 'boolean', summary: 'print the SQL for the workspaces instead of running it' } },
  async run({ values, output }) {
    const settings = readSettings();
    const log = createLogger('warn', (line) => void process.stderr.write(line));
    const source = await connectDatabase(settings, log);
    try {
      const database = await openDatabase({ connection: source.connection, log, controlMigrations: authMigrations });
      const registry = createRegistry(serverModules);
      const done: Record<string, { statements: readonly string[]; refusals: readonly string[] }> = {};
      for (const workspace of await listWorkspaces(database.control)) {
        const plan = values.plan
          ? await planWorkspace(database.workspace(workspace), registry)
          : await migrateWorkspace(database, workspace, registry);
        done[workspace.schema] = { statements: plan.statements, refusals: plan.refusals };
      }
      await database.close();
      output.result(
        { planned: values.plan, workspaces: done },
        values.plan ? describePlans(done) : 'The database is up to date.',
      );
      return undefined;
    } finally {
      await source.stop();
    }
  },
});

function describePlans(plans: Record<string, { statements: readonly string[]; refusals: readonly string[] }>): string {
  const sections = Object.entries(plans).map(([schema, { statements, refusals }]) =>
    [
      `-- ${schema}${statements.length + refusals.length === 0 ? ': nothing to do' : ''}`,
      ...statements.map((statement) => `${statement};`),
      ...refusals.map((refusal) => `-- needs a reviewed migration: ${refusal}`),
    ].join('\n'),
  );
  return sections.length > 0 ? sections.join('\n') : '-- There is no workspace yet.';
}
