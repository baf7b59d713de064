import { resolve } from 'node:path';
import { createReads } from './access-log/create-reads.ts';
import { keepAccessLog } from './access-log/retention.ts';
import { forgetExpiredSessions } from './auth/account.repository.ts';
import { startSignIn } from './auth/sign-in.ts';
import { createSystemContexts } from './auth/system-context.ts';
import { listWorkspaces } from './auth/workspace.repository.ts';
import { startScheduledBackups } from './backup/start-scheduled-backups.ts';
import { startListeners } from './changes/start-listeners.ts';
import { ensureDaily } from './computed/schedule.ts';
import { resumeWork } from './computed/work.ts';
import type { Log } from './config/log.ts';
import { root } from './config/root.ts';
import { createSealer, type Sealer } from './config/sealer.ts';
import { inTransaction, systemContext, type Workspace } from './context.ts';
import type { Database } from './db/database.ts';
import { clearFiles } from './files/clear-files.ts';
import { createFileKeeper } from './files/file-keeper.ts';
import type { FileKeeper } from './files/file-store.ts';
import { askToRead } from './files/text/read-job.ts';
import { createHttpServer, type HttpServer } from './http/http-server.ts';
import { forgetOldAnswers } from './http/idempotency.repository.ts';
import { askForIndexes } from './indexes/keep-indexes.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { prepareJobs } from './jobs/worker-schema.ts';
import { createMailer, type Mailer, mailServerOf } from './mail/mailer.ts';
import { explainListening, type Ground, type Services } from './main.ts';
import { migrateWorkspace } from './metadata/migrate.ts';
import { createRegistries } from './metadata/registries.ts';
import { createRegistry, type Registry } from './metadata/registry.ts';
import { serverModules } from './modules.ts';
import { createOutgoingClient, type OutgoingClient } from './outgoing/outgoing-client.ts';
import { platformJobs, platformListeners, platformRoutes } from './platform-routes.ts';
import { forgetAbsent } from './presence/presence.repository.ts';
import { recordRoutes } from './records/record-routes.ts';
import { startStreams } from './stream/start-streams.ts';
import { openUpToDate } from './upgrade/open-up-to-date.ts';

/** Starts all that lives on the database, in the order it is needed; ended in reverse, also when one of them fails. */
export async function startServices(ground: Ground): Promise<Services> {
  const opened: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (let end = opened.pop(); end; end = opened.pop()) await end();
  };
  try {
    const port = await startAll(ground, (end) => void opened.push(end));
    return { port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Hands `onOpen` how to end each part as soon as it is there; answers the port that is listened on. */
async function startAll(ground: Ground, onOpen: (end: () => Promise<void>) => void): Promise<number> {
  const { settings, connection, log, say, secret } = ground;
  say('Bringing the database up to date ...');
  const registry = createRegistry(serverModules);
  const { database } = await openUpToDate({ settings, connection, registry, log, say });
  onOpen(() => database.close());
  const migrate = (workspace: { id: string; schema: string }) => migrateWorkspace(database, workspace, registry);
  const publicUrl = settings.PUBLIC_URL;
  const outgoing = createOutgoingClient({ allowance: settings.OUTGOING_ALLOW, nameServers: settings.NAME_SERVERS });
  onOpen(() => outgoing.close());
  const files = createFileKeeper(settings);
  const mailer = createMailer({
    ...{ publicUrl, secret, server: mailServerOf(settings), allowance: settings.OUTGOING_ALLOW },
  });
  const reads = createReads(registry, log);
  onOpen(() => reads.close());
  const signIn = await startSignIn({
    database,
    registry,
    migrate,
    connection,
    secret,
    publicUrl,
    log,
    outgoing,
    files,
    mailer,
    reads,
  });
  onOpen(() => signIn.close());
  const sealers = (purpose: string) => createSealer(secret, purpose);
  const backstage = { database, registry, log, outgoing, files, mailer, sealers };
  await startBackground(backstage, onOpen);
  const streams = startStreams({ database, registry, connection, signIn, log });
  onOpen(() => streams.close());
  const server = createHttpServer({
    ...{ publicUrl, log, authHandler: signIn.authHandler, resolveContext: signIn.resolveContext },
    routes: [...signIn.routes, ...platformRoutes, ...streams.routes, ...routesOf(registry)],
    pages: registry.modules.flatMap((module) => module.pages ?? []),
    contextIn: createSystemContexts(database, registry, { outgoing, files, mailer, sealers }),
    webRoot: resolve(root, 'dist/web'),
    trustProxy: typeof settings.TRUST_PROXY === 'object' ? settings.TRUST_PROXY.join(',') : settings.TRUST_PROXY || 0,
    ...(settings.TLS_CERT && settings.TLS_KEY ? { tls: { cert: settings.TLS_CERT, key: settings.TLS_KEY } } : {}),
    rateLimit: settings.RATE_LIMIT > 0 ? { perSecond: settings.RATE_LIMIT, burst: settings.RATE_LIMIT * 10 } : null,
    isReady: async () => (await database.control.query({ text: 'select 1' })).length === 1,
  });
  onOpen(() => server.close());
  onOpen(renewHourly(server, log));
  // Before the server, which waits for every answer to end.
  onOpen(() => streams.end());
  const tellOwners = () => tellOfBackups(backstage);
  onOpen(startScheduledBackups({ settings, connection, database, registry, log, tellOwners }));
  const { PORT: port, HOST: host } = settings;
  const address = await server.listen({ port, host }).catch((error) => {
    throw explainListening(error, host, port);
  });
  return Number(new URL(address).port);
}

/** Takes a renewed certificate up without a restart; answers how to stop looking. */
function renewHourly(server: Pick<HttpServer, 'renewCertificate'>, log: Log): () => Promise<void> {
  const timer = setInterval(() => {
    try {
      if (server.renewCertificate()) log.info({}, 'A renewed certificate is in use');
    } catch (error) {
      log.error({ err: error }, 'The renewed certificate can not be used; the one before stays');
    }
  }, 3_600_000).unref();
  return async () => clearInterval(timer);
}

interface Backstage {
  readonly database: Database;
  readonly registry: Registry;
  readonly log: Log;
  readonly outgoing: OutgoingClient;
  readonly files: FileKeeper;
  readonly mailer: Mailer;
  readonly sealers: (purpose: string) => Sealer;
}

async function startBackground(
  { database, registry, log, outgoing, files, mailer, sealers }: Backstage,
  onOpen: (end: () => Promise<void>) => void,
): Promise<void> {
  const registries = createRegistries(registry);
  const contextOf = contextsIn({ database, registry, log, outgoing, files, mailer, sealers }, registries);
  const workspaces = () => listWorkspaces(database.control);
  await prepareJobs(database, log);
  const listeners = startListeners({
    ...{ workspaces, contextOf, log },
    listeners: [...platformListeners, ...registry.modules.flatMap((module) => module.listeners ?? [])],
    everyDay: async (ctx) => {
      await forgetExpiredSessions(database.control);
      await forgetOldAnswers(ctx.db);
      await forgetAbsent(ctx.db);
      await inTransaction(ctx, ensureDaily);
      await inTransaction(ctx, resumeWork);
      await askForIndexes(ctx);
      await clearFiles(ctx);
      await keepAccessLog(ctx);
      await inTransaction(ctx, askToRead);
      for (const { everyDay } of registry.modules) await everyDay?.(ctx);
    },
  });
  onOpen(() => listeners.stop());
  const jobs = await startJobs({
    ...{ database, contextOf, log },
    jobs: [...platformJobs, ...registry.modules.flatMap((module) => module.jobs ?? [])],
    findWorkspace: async (id) => (await workspaces()).find((one) => one.id === id) ?? null,
  });
  onOpen(() => jobs.stop());
}

function contextsIn(
  { database, outgoing, files, mailer, sealers }: Backstage,
  registries: ReturnType<typeof createRegistries>,
) {
  return async (workspace: Workspace) => ({
    ...systemContext(database, await registries.of(workspace, database.workspace(workspace)), workspace),
    ...{ outgoing, files, mailer, sealers },
  });
}

/** In every workspace but those one only tries things in. */
async function tellOfBackups(backstage: Backstage): Promise<void> {
  const contextOf = contextsIn(backstage, createRegistries(backstage.registry));
  for (const workspace of await listWorkspaces(backstage.database.control)) {
    if (workspace.sandboxOf) continue;
    for (const module of backstage.registry.modules) await module.tellOfBackups?.(await contextOf(workspace));
  }
}

function routesOf(registry: Registry) {
  return [...registry.nouns.flatMap(recordRoutes), ...registry.modules.flatMap((module) => module.routes ?? [])];
}
