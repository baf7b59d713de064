import { randomBytes } from 'node:crypto';
import { Client, type PoolConfig } from 'pg';
import { afterAll, TestRunner } from 'vitest';
import { authMigrations } from '../auth/auth-schema.ts';
import { startTemporaryPostgres } from '../db/embedded/temporary.ts';
import { hardeningStatements } from '../db/harden.ts';
import { openDatabase } from '../db/open.ts';
import type { TestDatabase } from './database.ts';

/** Another PostgreSQL than the run's own, with databases as the server wants them; gone when the test file ends. */
export interface SecondServer {
  /** A new empty database; how the server's role reaches it. */
  createDatabase(): Promise<PoolConfig>;
  superuser(database: string): PoolConfig;
}

/**
 * A database as `useDatabase` gives it, but on a server of its own: for tests that write for so long in one transaction that
 * the listeners of others, who wait for every transaction of their server, would wait with them.
 */
export async function useDatabaseOnSecondServer(): Promise<TestDatabase> {
  const server = await useSecondServer();
  const connection = await server.createDatabase();
  const database = await openDatabase({ connection, controlMigrations: authMigrations });
  afterAll(() => database.close());
  return { ...database, connection, superuser: server.superuser(connection.database ?? '') };
}

export async function useSecondServer(): Promise<SecondServer> {
  // There is no end of file to hear of in the middle of a test, and the server would outlive the run.
  if (TestRunner.getCurrentTest()) throw new Error('A second server is for a whole file: start it outside tests.');
  const postgres = await startTemporaryPostgres();
  afterAll(() => postgres.stop());
  const address = { host: postgres.socketDir, port: postgres.port };
  const superuser = (database: string) => ({ ...address, user: postgres.superuser, database });
  await run(superuser('postgres'), ['create role rapport login noinherit createrole']);
  return {
    superuser,
    createDatabase: async () => {
      const database = `second_${randomBytes(4).toString('hex')}`;
      await run(superuser('postgres'), [`create database ${database} owner rapport`]);
      await run(superuser(database), hardeningStatements('rapport'));
      return { ...address, user: 'rapport', database };
    },
  };
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
