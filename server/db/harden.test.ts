import { Client } from 'pg';
import { expect, test } from 'vitest';
import type { Log } from '../config/log.ts';
import { useDatabase } from '../testing/database.ts';
import { hardeningStatements } from './harden.ts';
import { openDatabase } from './open.ts';

const database = await useDatabase();

/** What the operator is told while the database is opened. */
async function warningsAtOpening(): Promise<unknown[]> {
  const warnings: unknown[] = [];
  const log: Log = { info: () => undefined, warn: (told: unknown) => void warnings.push(told), error: () => undefined };
  const opened = await openDatabase({ connection: database.connection, log });
  await opened.close();
  return warnings;
}

test('a database made by somebody else is used with a warning that says how to close the last gap', async () => {
  const superuser = new Client(database.superuser);
  await superuser.connect();
  expect(await warningsAtOpening()).toEqual([]);
  await superuser.query('grant execute on function pg_catalog.set_config(text, text, boolean) to public');
  expect(await warningsAtOpening()).toEqual([
    expect.stringContaining('revoke execute on function pg_catalog.set_config(text, text, boolean) from public'),
  ]);
  for (const statement of hardeningStatements('rapport')) await superuser.query(statement);
  expect(await warningsAtOpening()).toEqual([]);
  for (const language of ['plpgsql', 'sql']) {
    await superuser.query(`grant usage on language ${language} to public`);
    expect(await warningsAtOpening()).toEqual([
      expect.stringContaining('revoke usage on language plpgsql, sql from public'),
    ]);
    for (const statement of hardeningStatements('rapport')) await superuser.query(statement);
  }
  await superuser.end();
});

test('a role name with quotes stays one name', () => {
  expect(hardeningStatements('ra"pport').join()).toContain('to "ra""pport"');
});
