import { randomBytes } from 'node:crypto';
import { Client, type PoolConfig } from 'pg';
import { afterAll, inject } from 'vitest';
import type { Database } from '../db/database.ts';
import { type OpenOptions, openDatabase } from '../db/open.ts';
import { templateName } from './cluster.ts';
import { templateMigrations } from './template.ts';

export interface TestDatabase extends Database {
  /** To connect as the server's own role, past the pools. */
  readonly connection: PoolConfig;
  readonly superuser: PoolConfig;
}

/**
 * A database of the test file's own, a copy of the template, gone when the file ends. Call it at the top of the file:
 * `const database = await useDatabase();`
 */
export async function useDatabase(options: Omit<OpenOptions, 'connection'> = {}): Promise<TestDatabase> {
  const cluster = inject('cluster');
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await asSuperuser(`create database ${name} template ${templateName} owner rapport`);
  const connection = { ...cluster.login, database: name };
  const database = await openDatabase({ connection, controlMigrations: templateMigrations, ...options });
  afterAll(async () => {
    await database.close();
    await asSuperuser(`drop database ${name} with (force)`);
  });
  return { ...database, connection, superuser: { ...cluster.superuser, database: name } };
}

async function asSuperuser(text: string): Promise<void> {
  const client = new Client({ ...inject('cluster').superuser, database: 'postgres' });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
