import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import { loadRecords } from '../modules/demo/server/index.ts';
import { findAccountByEmail } from '../server/auth/account.repository.ts';
import { createApiKey } from '../server/auth/api-key.ts';
import { authMigrations } from '../server/auth/auth-schema.ts';
import { setUp } from '../server/auth/set-up.ts';
import { type Context, systemContext } from '../server/context.ts';
import type { Database } from '../server/db/database.ts';
import { startTemporaryPostgres } from '../server/db/embedded/temporary.ts';
import { hardeningStatements } from '../server/db/harden.ts';
import { openDatabase } from '../server/db/open.ts';
import { migrateWorkspace } from '../server/metadata/migrate.ts';
import { createRegistry } from '../server/metadata/registry.ts';
import { serverModules } from '../server/modules.ts';

/** A share of the full size, for trying the bench itself; figures count at 1 only. */
export const scale = Number(process.env.BENCH_SCALE ?? 1);
export const size = {
  people: 100_000 * scale,
  companies: 20_000 * scale,
  deals: 50_000 * scale,
  activities: 200_000 * scale,
};
export const owner = { name: 'Alice Bennett', email: 'alice@bench.example', password: 'quiet mountain morning' };

/** A temporary PostgreSQL with one workspace full of load data. */
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

export async function prepareGround(say: (line: string) => void): Promise<Ground> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rapport-bench-'));
  const server = await startTemporaryPostgres();
  const address = { host: server.socketDir, port: server.port };
  const superuser = { ...address, user: server.superuser, database: 'bench' };
  await runAs({ ...superuser, database: 'postgres' }, [
    'create role rapport login noinherit createrole',
    'create database bench owner rapport',
  ]);
  await runAs(superuser, hardeningStatements('rapport'));
  const connection = { ...address, user: 'rapport', database: 'bench' };
  const database = await openDatabase({ connection, controlMigrations: authMigrations, statementTimeout: 0 });
  const started = performance.now();
  const { ctx, apiKey } = await fill(database, say);
  const loadSeconds = (performance.now() - started) / 1000;
  await runAs(superuser, ['vacuum analyze', 'checkpoint']);
  return {
    ...{ ctx, database, apiKey, superuser, folder, loadSeconds },
    databaseUrl: `postgres://rapport@localhost:${server.port}/bench?host=${encodeURIComponent(server.socketDir)}`,
    stop: async () => {
      await database.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function fill(database: Database, say: (line: string) => void) {
  const registry = createRegistry(serverModules);
  const workspace = await setUp(
    { database, registry, migrate: (one) => migrateWorkspace(database, one, registry) },
    { workspace: { name: 'Bench', language: 'en', currency: 'EUR', timeZone: 'Europe/London' }, owner },
  );
  const ctx = systemContext(database, registry, workspace);
  await loadRecords(ctx, size, say);
  const account = await findAccountByEmail(database.control, owner.email);
  if (!account) throw new Error('The owner has no account');
  const holder = { accountId: account.id, workspaceId: workspace.id };
  const { key } = await database.control.transaction((tx) => createApiKey(tx, holder, { name: 'bench', days: null }));
  return { ctx, apiKey: key };
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

/** A server of a process of its own. */
export interface RunningServer {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from the command to the first answer. */
  readonly startMs: number;
  stop(): Promise<void>;
}

/** Starts a Node program that listens on PORT and waits for its first answer at `probe`. */
export async function startProgram(
  file: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  probe: string,
): Promise<RunningServer> {
  const port = await findFreePort();
  const started = performance.now();
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await firstAnswer(child, url + probe);
  const startMs = performance.now() - started;
  return { url, pid: child.pid ?? 0, startMs, stop: () => end(child) };
}

async function firstAnswer(child: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 3000; tries++) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}`);
    const answer = await fetch(url).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await delay(20);
  }
  child.kill('SIGKILL');
  throw new Error(`No answer from ${url}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return address.port;
}
