import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { explainError } from '../cli/explain.ts';
import { createLogger } from '../config/logger.ts';
import { readSettings } from '../config/settings.ts';
import { explainListening, startServer } from '../main.ts';
import { listen, startOldPostgres } from '../testing/old-postgres.ts';
import { checkServer } from './check-server.ts';
import { startTemporaryPostgres, type TemporaryPostgres } from './embedded/temporary.ts';

let postgres: TemporaryPostgres;
const dataDir = mkdtempSync('/tmp/rapport-refusals-');

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
    `create role silent login noinherit createrole`,
    `create role retired nologin noinherit createrole password 'secret-1'`,
    `create role busy login noinherit createrole password 'secret-1' connection limit 0`,
    'create database crm owner proper',
    'create database closed owner proper allow_connections false',
    `create database latin owner proper encoding 'LATIN1' locale 'C' locale_provider 'libc' template template0`,
  ]) {
    await client.query(statement);
  }
  await client.end();
});

const ports = { http: 0, mute: 0, old: 0 };
const others: { close(): void }[] = [];
beforeAll(async () => {
  const http = createServer((socket) => socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  const mute = createServer((socket) => socket.destroy());
  const old = await startOldPostgres({
    ...{ version: [23, '140012'], role: [19, 'proper'], database: [19, 'crm'], encoding: [19, 'UTF8'] },
    ...{ superuser: [16, 'f'], bypasses: [16, 'f'], creates_roles: [16, 't'], creates_schemas: [16, 't'] },
    overreaching: [1009, '{}'],
  });
  others.push(http, mute, old);
  Object.assign(ports, { http: await listen(http), mute: await listen(mute), old: old.port });
});

afterAll(async () => {
  for (const other of others) other.close();
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
  ['no password', () => url('proper', 'secret-1', 'crm').replace(':secret-1', ''), /password/],
  ['a role without a password', () => url('silent', 'secret-1', 'crm'), /refuses the user "silent"/],
  ['a role that may not log in', () => url('retired', 'secret-1', 'crm'), /refuses the user "retired"/],
  ['a role with no connection left', () => url('busy', 'secret-1', 'crm'), /has no connection left .*role "busy"/],
  [
    'a database that is closed',
    () => url('proper', 'secret-1', 'closed'),
    /does not take .*"closed" is not currently accepting/,
  ],
  ['a database of another letter case', () => url('proper', 'secret-1', 'CRM'), /no database "CRM"/],
  ['a password with a damaged escape', () => url('proper', 'secret-1%zz', 'crm'), /refuses the user "proper"/],
  ['a host that is none', () => 'postgres://proper:secret-1@no.such.host.invalid/crm', /no\.such\.host\.invalid:5432/],
  ['encryption the server does not offer', () => `${url('proper', 'secret-1', 'crm')}?sslmode=require`, /SSL/],
  [
    'a program that speaks HTTP',
    () => `postgres://proper:secret-1@127.0.0.1:${ports.http}/crm`,
    /No PostgreSQL answers/,
  ],
  ['a program that hangs up', () => `postgres://proper:secret-1@127.0.0.1:${ports.mute}/crm`, /No PostgreSQL answers/],
  [
    'a PostgreSQL of long ago',
    () => `postgres://proper:secret-1@127.0.0.1:${ports.old}/crm`,
    /version 14: .* needs 15 or newer/,
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
    expect(error?.message).toContain('DATABASE_URL');
    expect(error?.message).not.toMatch(/\n|secret-1|wrong/);
    expect(error?.stack).toBeUndefined();
    expect([69, 77, 78]).toContain(error?.exitCode);
  },
);

it('a proper role and database are accepted', async () => {
  expect(await checkServer({ connectionString: url('proper', 'secret-1', 'crm') })).toBeGreaterThanOrEqual(150_000);
});

it('a server that is still starting is waited for', async () => {
  const answers = ['57P03', '57P03', 'ready'];
  const starting = createServer((socket) => {
    socket.on('error', () => undefined);
    if (answers.shift() === 'ready') {
      const server = connect(Number(postgres.tcpPort), '127.0.0.1');
      socket.pipe(server).pipe(socket);
      return;
    }
    const fields = Buffer.from('SFATAL\0C57P03\0Mthe database system is starting up\0\0');
    const length = Buffer.alloc(4);
    length.writeInt32BE(fields.length + 4);
    socket.once('data', () => socket.end(Buffer.concat([Buffer.from('E'), length, fields])));
  });
  const port = await listen(starting);
  const connectionString = `postgres://proper:secret-1@127.0.0.1:${port}/crm`;
  expect(await checkServer({ connectionString })).toBeGreaterThanOrEqual(150_000);
  expect(answers).toEqual([]);
  starting.close();
});

it.each([
  [
    'a name nobody has',
    { HOST: 'no.such.host.invalid' },
    78,
    /^HOST: no\.such\.host\.invalid is no address of this machine: set HOST to/,
  ],
  ['an address of another machine', { HOST: '203.0.113.1' }, 78, /^HOST: 203\.0\.113\.1 is no address of this machine/],
  ['an address that is none', { HOST: '300.1.1.1' }, 78, /^HOST: 300\.1\.1\.1 is no address of this machine/],
])(
  '%s to listen on is refused before anything is served, and the database is let go',
  async (_what, host, exitCode, line) => {
    const settings = readSettings({
      ...host,
      DATA_DIR: join(dataDir, 'data'),
      DATABASE_URL: url('proper', 'secret-1', 'crm'),
    });
    const startServices = () => Promise.reject(new Error('must not be reached'));
    const options = { settings, log: createLogger('error', () => undefined), say: () => undefined, startServices };
    await expect(startServer(options)).rejects.toMatchObject({ exitCode, message: expect.stringMatching(line) });
  },
);

it('a port only root may take is named with its setting', () => {
  const error = Object.assign(new Error('listen EACCES'), { code: 'EACCES' });
  expect(explainListening(error, '127.0.0.1', 80)).toMatchObject({
    exitCode: 77,
    message: 'PORT: this user may not listen on port 80: set PORT to one above 1023.',
  });
  const other = new Error('something else');
  expect(explainListening(other, '127.0.0.1', 80)).toBe(other);
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
    log: createLogger('error', () => undefined),
    say: () => undefined,
    startServices,
  });
  await expect(start).rejects.toMatchObject({
    exitCode: 75,
    message: `Port ${port} on 127.0.0.1 is in use by another program: stop it, or set PORT to another one (PORT=${port + 1} npm start).`,
  });
  await new Promise((resolve) => other.close(resolve));
});
