import { Client, type ClientConfig } from 'pg';
import { hardeningStatements, isOpenText } from '../harden.ts';
import type { EmbeddedPostgres } from './embedded.ts';

const NAME = 'rapport';

/**
 * Makes the role `rapport` (no superuser, inherits nothing) and its database in the embedded cluster unless they are
 * there, and tells how to connect as that role.
 */
export async function provisionDatabase(
  postgres: Pick<EmbeddedPostgres, 'socketDir' | 'port' | 'superuser'>,
): Promise<ClientConfig> {
  const connection = { host: postgres.socketDir, port: postgres.port };
  const superuser = { ...connection, user: postgres.superuser };
  await withClient({ ...superuser, database: 'postgres' }, async (client) => {
    await ensureRole(client);
    await ensureDatabase(client);
  });
  await withClient({ ...superuser, database: NAME }, harden);
  return { ...connection, user: NAME, database: NAME };
}

async function withClient(config: ClientConfig, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client(config);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function ensureRole(client: Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [NAME]);
  if (!rowCount) await client.query(`create role ${NAME} login createrole nosuperuser noinherit`);
}

async function ensureDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [NAME]);
  if (rowCount) return;
  await client.query(`create database ${NAME} owner ${NAME}`);
  await client.query(`revoke all on database ${NAME} from public`);
}

async function harden(client: Client): Promise<void> {
  const { rows } = await client.query<{ open: boolean }>(`select ${isOpenText} as open`);
  if (!rows[0]?.open) return;
  for (const statement of hardeningStatements(NAME)) await client.query(statement);
}
