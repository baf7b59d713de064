import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { authMigrations } from '../server/auth/auth-schema.ts';
import { listWorkspaces } from '../server/auth/workspace.repository.ts';
import { createLogger } from '../server/config/logger.ts';
import { type Context, systemContext } from '../server/context.ts';
import type { Database } from '../server/db/database.ts';
import { chooseSettings } from '../server/db/embedded/settings.ts';
import { startTemporaryPostgres, type TemporaryPostgres } from '../server/db/embedded/temporary.ts';
import { hardeningStatements } from '../server/db/harden.ts';
import { openDatabase } from '../server/db/open.ts';
import { keepIndexes } from '../server/indexes/keep-indexes.ts';
import { prepareJobs } from '../server/jobs/worker-schema.ts';
import { migrateWorkspace } from '../server/metadata/migrate.ts';
import { readRegistry } from '../server/metadata/registries.ts';
import { createRegistry } from '../server/metadata/registry.ts';
import { serverModules } from '../server/modules.ts';
import { fill, size } from './fill.ts';

/** A PostgreSQL with one workspace full of load data. */
export interface Ground {
  readonly ctx: Context;
  readonly database: Database;
  readonly apiKey: string;
  readonly superuser: ClientConfig;
  /** As `DATABASE_URL` of the server under test. */
  readonly databaseUrl: string;
  readonly folder: string;
  readonly loadSeconds: number;
  stop(): Promise<void>;
}

/** What a kept ground remembers of its filling. */
interface Filled {
  readonly apiKey: string;
  readonly loadSeconds: number;
  readonly size: typeof size;
}

/** Fills a ground and removes it at the end; with BENCH_GROUND it is kept in that folder, and found there the next time. */
export async function prepareGround(say: (line: string) => void): Promise<Ground> {
  const kept = process.env.BENCH_GROUND ? path.resolve(process.env.BENCH_GROUND) : null;
  const folder = kept ?? (await mkdtemp(path.join(tmpdir(), 'rapport-bench-')));
  await mkdir(folder, { recursive: true });
  const server = await startTemporaryPostgres({
    settings: productMemory(),
    ...(kept ? { folder: path.join(kept, 'cluster') } : {}),
  });
  const note = path.join(folder, 'filled.json');
  const isFilled = existsSync(note);
  const { database, superuser, databaseUrl } = await openGround(server, isFilled);
  if (!isFilled) await fillGround(database, superuser, note, say);
  const { apiKey, loadSeconds, size: kind } = JSON.parse(readFileSync(note, 'utf8')) as Filled;
  say(
    `${kind.people} people, ${kind.deals} deals, ${kind.activities} activities; loaded in ${loadSeconds.toFixed(1)} s`,
  );
  const ctx = await contextOf(database);
  return {
    ...{ ctx, database, apiKey, superuser, folder, loadSeconds, databaseUrl },
    stop: async () => {
      await database.close();
      await server.stop();
      if (!kept) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The memory that PostgreSQL has in the product, so that plans and caches are those of an installation. */
function productMemory(): Record<string, string> {
  const { shared_buffers = '', effective_cache_size = '', work_mem = '' } = chooseSettings();
  // As often as in the product: a ground that is written to must not be read past what was.
  return { shared_buffers, effective_cache_size, work_mem, max_wal_size: '16GB', autovacuum_naptime: '1min' };
}

async function openGround(server: TemporaryPostgres, isFilled: boolean) {
  const address = { host: server.socketDir, port: server.port };
  const superuser = { ...address, user: server.superuser, database: 'bench' };
  if (!isFilled) {
    await runAs({ ...superuser, database: 'postgres' }, [
      'drop database if exists bench',
      'drop role if exists rapport',
      'create role rapport login noinherit createrole',
      'create database bench owner rapport',
    ]);
    await runAs(superuser, hardeningStatements('rapport'));
  }
  const connection = { ...address, user: 'rapport', database: 'bench' };
  const database = await openDatabase({ connection, controlMigrations: authMigrations, statementTimeout: 0 });
  await prepareJobs(database, createLogger('warn'));
  const databaseUrl = `postgres://rapport@localhost:${server.port}/bench?host=${encodeURIComponent(server.socketDir)}`;
  return { database, superuser, databaseUrl };
}

async function fillGround(database: Database, superuser: ClientConfig, note: string, say: (line: string) => void) {
  const started = performance.now();
  const apiKey = await fill(database, say);
  const loadSeconds = (performance.now() - started) / 1000;
  await runAs(superuser, ['vacuum analyze', 'checkpoint']);
  writeFileSync(note, JSON.stringify({ apiKey, loadSeconds, size } satisfies Filled));
}

/** The workspace, brought up to the nouns as they are declared now. */
async function contextOf(database: Database): Promise<Context> {
  const base = createRegistry(serverModules);
  const [workspace] = await listWorkspaces(database.control);
  if (!workspace) throw new Error('The ground has no workspace');
  await migrateWorkspace(database, workspace, base);
  const ctx = systemContext(database, base, workspace);
  await keepIndexes(ctx);
  return { ...ctx, registry: await readRegistry(base, ctx.db) };
}

async function runAs(config: ClientConfig, statements: readonly string[]): Promise<void> {
  const client = new Client(config);
  await client.connect();
  try {
    for (const text of statements) await client.query(text);
  } finally {
    await client.end();
  }
}
