import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Client, type PoolConfig } from 'pg';
import { afterAll, inject } from 'vitest';
import { z } from 'zod';
import { hardeningStatements } from '../db/harden.ts';

const folder = new URL('../upgrade/fixtures/', import.meta.url);

const fixture = z.object({
  /** The commit whose own program made it, and when that commit was. */
  commit: z.string(),
  at: z.string(),
  owner: z.object({ name: z.string(), email: z.string(), password: z.string() }),
  /** An API key of the owner's; null where the commit had none. */
  key: z.string().nullable(),
  /** What that commit could not do yet. */
  without: z.array(z.string()),
  /** What its API answered, by address below /api/v1. */
  answers: z.record(z.string(), z.unknown()),
  /** The whole database, as plain SQL. */
  sql: z.string(),
});
export type OldInstallation = z.output<typeof fixture>;

/** The names of all there are, the oldest first. */
export function listOldInstallations(): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json.gz'));
  return files.map((name) => name.slice(0, -'.json.gz'.length)).sort();
}

export function readOldInstallation(name: string): OldInstallation {
  const packed = readFileSync(new URL(`${name}.json.gz`, folder));
  return fixture.parse(JSON.parse(gunzipSync(packed).toString()));
}

/** An empty database that nothing of Rapport's was ever in; gone when the file ends. */
export async function createBareDatabase(): Promise<PoolConfig> {
  const { login, superuser } = inject('cluster');
  const database = `old_${process.pid}_${randomBytes(4).toString('hex')}`;
  await run({ ...superuser, database: 'postgres' }, [`create database ${database} owner rapport strategy file_copy`]);
  afterAll(() => run({ ...superuser, database: 'postgres' }, [`drop database ${database} with (force)`]));
  await run({ ...superuser, database }, hardeningStatements('rapport'));
  return { ...login, database };
}

/** A database as that installation left it. */
export async function loadOldInstallation({ sql }: OldInstallation): Promise<PoolConfig> {
  const connection = await createBareDatabase();
  // Roles are the whole server's, and no dump of one database holds them.
  const schemas = [...sql.matchAll(/^CREATE SCHEMA (ws_\w+);$/gm)].map((found) => found[1] as string);
  const roles = schemas.map(
    (schema) => `do $$ begin create role ${schema} nologin noinherit;
      execute 'grant ${schema} to rapport' || case when current_setting('server_version_num')::int >= 160000 then ' with set true, inherit false' else '' end;
      exception when duplicate_object then null; end $$`,
  );
  await run({ ...inject('cluster').superuser, database: connection.database }, [...roles, sql]);
  return connection;
}

async function run(config: PoolConfig, statements: readonly string[]): Promise<void> {
  const client = new Client(config);
  await client.connect();
  try {
    for (const text of statements) await client.query(text);
  } finally {
    await client.end();
  }
}
