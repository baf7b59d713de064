import { randomBytes } from 'node:crypto';
import { Client, type PoolConfig } from 'pg';
import { afterAll, inject } from 'vitest';
import { authMigrations } from '../auth/auth-schema.ts';
import type { Database } from '../db/database.ts';
import { type OpenOptions, openDatabase } from '../db/open.ts';
import { templateName } from './cluster.ts';

export interface TestDatabase extends Database {
  /** To connect as the server's own role, past the pools. */
  readonly connection: PoolConfig;
  readonly superuser: PoolConfig;
}

/**
 * A database of the test file's own, a copy of the template, gone when the file ends. Call it at the top of the file:
 * `const database = await useDatabase();`
 */
export function useDatabase(options: Omit<OpenOptions, 'connection'> = {}): Promise<TestDatabase> {
  return useCopyOf(templateName, options);
}

/**
 * A database as `useDatabase` gives it, with what `fill` puts into the first of the run that asks for this template; the
 * others get copies of it.
 */
export async function useFilledDatabase(
  template: string,
  fill: (database: TestDatabase) => Promise<void>,
): Promise<TestDatabase> {
  await asSuperuser(async (client) => {
    await client.query(`select pg_advisory_lock(hashtext('${template}'))`);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount) return;
    // Under another name until it is whole.
    const unfinished = `${template}_unfinished`;
    await client.query(`drop database if exists ${unfinished}`);
    const database = await open(await copy(client, templateName, unfinished));
    await fill(database).finally(() => database.close());
    await client.query(`alter database ${unfinished} rename to ${template}`);
  });
  return useCopyOf(template);
}

async function useCopyOf(template: string, options: Omit<OpenOptions, 'connection'> = {}): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  const database = await open(await asSuperuser((client) => copy(client, template, name)), options);
  afterAll(async () => {
    await database.close();
    await asSuperuser((client) => client.query(`drop database ${name} with (force)`));
  });
  return database;
}

/** File by file: in memory, where test runs have their databases, that takes a tenth of writing each page to the log. */
async function copy(client: Client, template: string, name: string): Promise<string> {
  await client.query(`create database ${name} template ${template} strategy file_copy owner rapport`);
  return name;
}

async function open(name: string, options: Omit<OpenOptions, 'connection'> = {}): Promise<TestDatabase> {
  const { login, superuser } = inject('cluster');
  const connection = { ...login, database: name };
  const database = await openDatabase({ connection, controlMigrations: authMigrations, ...options });
  return { ...database, connection, superuser: { ...superuser, database: name } };
}

async function asSuperuser<T>(act: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ ...inject('cluster').superuser, database: 'postgres' });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
