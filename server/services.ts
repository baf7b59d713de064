import { resolve } from 'node:path';
import { authMigrations } from './auth/auth-schema.ts';
import { startSignIn } from './auth/sign-in.ts';
import { listWorkspaces } from './auth/workspace.repository.ts';
import { startListeners } from './changes/start-listeners.ts';
import { root } from './config/root.ts';
import { type Context, systemActor, type Workspace } from './context.ts';
import type { Database } from './db/database.ts';
import { openDatabase } from './db/open.ts';
import { createHttpServer } from './http/http-server.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { prepareJobs } from './jobs/worker-schema.ts';
import type { Ground, Services } from './main.ts';
import { metadataRoutes } from './metadata/metadata.routes.ts';
import { migrateWorkspace } from './metadata/migrate.ts';
import { createRegistry, type Registry } from './metadata/registry.ts';
import { serverModules } from './modules.ts';
import { recordRoutes } from './records/record-routes.ts';

/** Starts all that lives on the database, in the order it is needed; ended in reverse. */
export async function startServices(ground: Ground): Promise<Services> {
  const { settings, connection, log, say, secret } = ground;
  say('Bringing the database up to date ...');
  const database = await openDatabase({ connection, log, controlMigrations: authMigrations });
  const registry = createRegistry(serverModules);
  const migrate = (workspace: { id: string; schema: string }) => migrateWorkspace(database, workspace, registry);
  for (const workspace of await listWorkspaces(database.control)) await migrate(workspace);
  const publicUrl = settings.PUBLIC_URL;
  const signIn = await startSignIn({ database, registry, migrate, connection, secret, publicUrl, log });
  const server = createHttpServer({
    ...{ publicUrl, log, authHandler: signIn.authHandler, resolveContext: signIn.resolveContext },
    routes: [...signIn.routes, ...metadataRoutes, ...routesOf(registry)],
    webRoot: resolve(root, 'dist/web'),
    trustProxy: typeof settings.TRUST_PROXY === 'object' ? settings.TRUST_PROXY.join(',') : settings.TRUST_PROXY,
    isReady: async () => (await database.control.query({ text: 'select 1' })).length === 1,
  });
  const listeners = startListeners({
    workspaces: () => listWorkspaces(database.control),
    contextOf: (workspace) => systemContext(database, registry, workspace),
    listeners: registry.modules.flatMap((module) => module.listeners ?? []),
    log,
  });
  await prepareJobs(database, log);
  const jobs = await startJobs({
    database,
    jobs: registry.modules.flatMap((module) => module.jobs ?? []),
    findWorkspace: async (id) => (await listWorkspaces(database.control)).find((one) => one.id === id) ?? null,
    contextOf: (workspace) => systemContext(database, registry, workspace),
    log,
  });
  const address = await server.listen({ port: settings.PORT, host: settings.HOST });
  return {
    port: Number(new URL(address).port),
    stop: async () => {
      await server.close();
      await jobs.stop();
      await listeners.stop();
      await signIn.close();
      await database.close();
    },
  };
}

/** The context in which the system itself acts in a workspace. */
export function systemContext(database: Database, registry: Registry, workspace: Workspace): Context {
  return {
    ...{ workspace, registry, actor: systemActor, through: 'system' as const, db: database.workspace(workspace) },
    language: workspace.language,
    requestId: 'system',
    now: () => new Date(),
  };
}

function routesOf(registry: Registry) {
  return [...registry.nouns.flatMap(recordRoutes), ...registry.modules.flatMap((module) => module.routes ?? [])];
}
