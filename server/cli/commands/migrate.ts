import { authMigrations } from '../../auth/auth-schema.ts';
import { listWorkspaces } from '../../auth/workspace.repository.ts';
import { createLogger } from '../../config/logger.ts';
import { readSettings } from '../../config/settings.ts';
import { connectDatabase } from '../../db/connect.ts';
import { listMissingSteps, listSteps } from '../../db/control-schema.ts';
import type { Database } from '../../db/database.ts';
import { openDatabase } from '../../db/open.ts';
import { migrateWorkspace, planWorkspace } from '../../metadata/migrate.ts';
import type { Plan } from '../../metadata/reconcile.ts';
import { createRegistry, type Registry } from '../../metadata/registry.ts';
import { serverModules } from '../../modules.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  name: 'migrate',
  summary: 'Bring the database up to date without starting the server.',
  options: { plan: { type: 'boolean', summary: 'print the SQL instead of running it' } },
  async run({ values, output }) {
    const log = createLogger('warn', (line) => void process.stderr.write(line));
    const source = await connectDatabase(readSettings(), log);
    try {
      const options = { connection: source.connection, log, controlMigrations: authMigrations, migrate: !values.plan };
      const database = await openDatabase(options);
      try {
        const done = await (values.plan ? planAll : migrateAll)(database, createRegistry(serverModules));
        const { control, ...workspaces } = done;
        output.result(
          { planned: values.plan, control: control?.statements ?? [], workspaces },
          values.plan ? describePlans(done) : 'The database is up to date.',
        );
        return undefined;
      } finally {
        await database.close();
      }
    } finally {
      await source.stop();
    }
  },
});

type Plans = Record<string, Plan>;

async function migrateAll(database: Database, registry: Registry): Promise<Plans> {
  const done: Plans = {};
  for (const workspace of await listWorkspaces(database.control)) {
    done[workspace.schema] = await migrateWorkspace(database, workspace, registry);
  }
  return done;
}

/** For the control schema, then for each workspace there is. */
async function planAll({ control, workspace: of }: Database, registry: Registry): Promise<Plans> {
  const steps = await listMissingSteps(control, authMigrations);
  const plans: Plans = { control: { statements: steps.flatMap((step) => step.statements), refusals: [] } };
  const workspaces = (await listSteps(control)).length > 0 ? await listWorkspaces(control) : [];
  for (const workspace of workspaces) plans[workspace.schema] = await planWorkspace(of(workspace), registry);
  return plans;
}

function describePlans(plans: Plans): string {
  const sections = Object.entries(plans).map(([schema, { statements, refusals }]) =>
    [
      `-- ${schema}${statements.length + refusals.length === 0 ? ': nothing to do' : ''}`,
      ...statements.map((statement) => `${statement};`),
      ...refusals.map((refusal) => `-- needs a reviewed migration: ${refusal}`),
    ].join('\n'),
  );
  return sections.join('\n');
}
