import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { createLogger } from './config/logger.ts';
import { readSettings } from './config/settings.ts';
import { startServices } from './services.ts';
import { useDatabase } from './testing/database.ts';
import { createEmptyWorkspace } from './testing/empty-workspace.ts';

const database = await useDatabase();
const connection = { ...database.connection, application_name: 'started' };
const dataDir = mkdtempSync('/tmp/rapport-services-');
afterAll(() => rmSync(dataDir, { recursive: true }));

const start = (port: number) =>
  startServices({
    settings: readSettings({ PORT: String(port), DATA_DIR: dataDir }),
    secret: 'a secret of the tests, long enough to sign',
    connection,
    log: createLogger('error', () => undefined),
    say: () => undefined,
  });

const countConnections = async () => {
  const [row] = await database.control.query<{ count: number }>({
    text: "select count(*)::int from pg_stat_activity where application_name = 'started' and datname = current_database()",
  });
  return row?.count;
};

const listen = (server: Server) =>
  new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });

test('what was started is ended, to the last connection', async () => {
  const services = await start(0);
  expect(await countConnections()).toBeGreaterThan(0);
  expect((await fetch(`http://127.0.0.1:${services.port}/api/ready`)).status).toBe(200);
  await services.stop();
  await expect(fetch(`http://127.0.0.1:${services.port}/api/ready`)).rejects.toThrow();
  await expect.poll(countConnections).toBe(0);
});

test('a start that fails at its last step leaves no connection, and says what is wrong in one line', async () => {
  const other = createServer();
  const port = await listen(other);
  await expect(start(port)).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use`);
  await expect.poll(countConnections).toBe(0);
  await new Promise((resolve) => other.close(resolve));
});

test('a start that fails while the database is brought up to date leaves no connection either', async () => {
  const workspace = await createEmptyWorkspace(database, ['create table people (id uuid primary key, version text)']);
  await database.control.query({
    text: `insert into workspace (id, schema, name, language, currency, time_zone) values ($1, $2, 'Ararat', 'en', 'USD', 'UTC')`,
    values: [workspace.id, workspace.schema],
  });
  await expect(start(0)).rejects.toThrow('people.version is text, wanted integer');
  await expect.poll(countConnections).toBe(0);
});
