import { Client, type PoolConfig } from 'pg';
import type { TestProject } from 'vitest/node';
import { authMigrations } from '../auth/auth-schema.ts';
import { startTemporaryPostgres, type TemporaryPostgres } from '../db/embedded/temporary.ts';
import { hardeningStatements } from '../db/harden.ts';
import { openDatabase } from '../db/open.ts';

/** The PostgreSQL of a test run, as tests reach it. */
export interface TestCluster {
  readonly superuser: PoolConfig;
  /** What the server itself would use. */
  readonly login: PoolConfig;
}

declare module 'vitest' {
  interface ProvidedContext {
    cluster: TestCluster;
  }
}

export const templateName = 'rapport_template';
const loginRole = 'rapport';

/** Vitest's global set-up: one PostgreSQL a run, with one template that each test file gets a copy of. */
export default async function setUpCluster(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTemporaryPostgres();
  try {
    const cluster = addressesOf(server);
    await createTemplate(cluster);
    project.provide('cluster', cluster);
    return () => server.stop();
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function addressesOf({ socketDir, port, superuser }: TemporaryPostgres): TestCluster {
  const address = { host: socketDir, port };
  return { superuser: { ...address, user: superuser }, login: { ...address, user: loginRole } };
}

async function createTemplate({ superuser, login }: TestCluster): Promise<void> {
  await runAs({ ...superuser, database: 'postgres' }, [
    `create role ${loginRole} login noinherit createrole`,
    `create database ${templateName} owner ${loginRole}`,
  ]);
  await runAs({ ...superuser, database: templateName }, hardeningStatements(loginRole));
  const connection = { ...login, database: templateName };
  const database = await openDatabase({ connection, controlMigrations: authMigrations });
  await database.close();
}

async function runAs(config: PoolConfig, statements: readonly string[]): Promise<void> {
  const client = new Client(config);
  await client.connect();
  try {
    for (const text of statements) await client.query(text);
  } finally {
    await client.end();
  }
}
