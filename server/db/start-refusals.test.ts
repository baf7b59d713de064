import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { explainError } from '../cli/explain.ts';
import { readSettings } from '../config/settings.ts';
import { startServer } from '../main.ts';
import { checkServer } from './check-server.ts';
import { startTemporaryPostgres, type TemporaryPostgres } from './embedded/temporary.ts';

let postgres: TemporaryPostgres;
const dataDir = mkdtempSync('/tmp/rapport-refusals-');
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

beforeAll(async () => {
  postgres = await startTemporaryPostgres({ listen: true });
  const client = new Client({
    host: postgres.socketDir,
    port: postgres.port,
    user: postgres.superuser,
    database: 'postgres',
  });
  await client.connect();
  for (const statement of [
    `create role mighty login superuser password 'secret-1'`,
    `create role weak login noinherit password 'secret-1'`,
    `create role homeless login noinherit createrole password 'secret-1'`,
    `create role curious login noinherit createrole password 'secret-1' in role pg_read_all_data`,
    `create role proper login noinherit createrole password 'secret-1'`,
    'create database crm owner proper',
    `create database latin owner proper encoding 'LATIN1' locale 'C' locale_provider 'libc' template template0`,
  ]) {
    await client.query(statement);
  }
  await client.end();
});

afterAll(async () => {
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const url = (user: string, password: string, database: string) =>
  `postgres://${user}:${password}@127.0.0.1:${postgres.tcpPort}/${database}`;

const refusals = [
  ['a bad password', () => url('proper', 'wrong', 'crm'), /refuses the user "proper"/],
  ['a user that is not there', () => url('nobody', 'secret-1', 'crm'), /refuses the user "nobody"/],
  ['a database that is not there', () => url('proper', 'secret-1', 'absent'), /no database "absent"/],
  ['a superuser', () => url('mighty', 'secret-1', 'crm'), /"mighty" .*too many rights \(SUPERUSER/],
  ['a role that reads everything', () => url('curious', 'secret-1', 'crm'), /too many rights \(pg_read_all_data\)/],
  ['a role that may not create roles', () => url('weak', 'secret-1', 'crm'), /"weak" .*may not create roles/],
  [
    'a role that may not create schemas',
    () => url('homeless', 'secret-1', 'crm'),
    /"homeless" .*may not create schemas in "crm"/,
  ],
  ['a database of another encoding', () => url('proper', 'secret-1', 'latin'), /encoded in LATIN1/],
  [
    'an address where nothing answers',
    () => 'postgres://proper:secret-1@127.0.0.1:1/crm',
    /No PostgreSQL answers at 127.0.0.1:1/,
  ],
] as const;

it.each(refusals)(
  'a DATABASE_URL with %s is refused in one line that keeps the password',
  async (_what, address, line) => {
    const error = await checkServer({ connectionString: address() }).then(
      () => null,
      (reason: unknown) => explainError(reason),
    );
    expect(error?.message).toMatch(line);
    expect(error?.message).not.toMatch(/\n|secret-1|wrong/);
    expect(error?.stack).toBeUndefined();
    expect([69, 77, 78]).toContain(error?.exitCode);
  },
);

it('a proper role and database are accepted', async () => {
  expect(await checkServer({ connectionString: url('proper', 'secret-1', 'crm') })).toBeGreaterThanOrEqual(150_000);
});

it('a port in use is refused in one line, before anything is served', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  const settings = readSettings({
    PORT: String(port),
    DATA_DIR: join(dataDir, 'data'),
    DATABASE_URL: url('proper', 'secret-1', 'crm'),
  });
  const startServices = () => Promise.reject(new Error('must not be reached'));
  const start = startServer({
    settings,
    log: { ...log, level: 'silent' } as never,
    say: () => undefined,
    startServices,
  });
  await expect(start).rejects.toMatchObject({
    exitCode: 75,
    message: `Port ${port} on 127.0.0.1 is in use by another program: stop it, or set PORT to another one (PORT=${port + 1} npm start).`,
  });
  await new Promise((resolve) => other.close(resolve));
});
