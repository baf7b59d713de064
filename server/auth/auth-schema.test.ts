import { getMigrations } from 'better-auth/db/migration';
import { Pool } from 'pg';
import { expect, test } from 'vitest';
import { useDatabase } from '../testing/database.ts';
import { configureBetterAuth } from './better-auth.ts';

const database = await useDatabase();
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function lackingIn(searchPath: string) {
  const pool = new Pool({ ...database.connection, options: `-c search_path=${searchPath}` });
  // Its connections may still be closing when the database is dropped.
  pool.on('error', () => undefined);
  const auth = configureBetterAuth(pool, {
    secret: 'a secret of the tests, long enough to sign',
    publicUrl: 'http://localhost:3000',
    mayStartSession: async () => 'yes' as const,
    log: quiet,
  });
  try {
    const { toBeCreated, toBeAdded, schemaProblems } = await getMigrations(auth.options);
    return { toBeCreated: toBeCreated.map(({ table }) => table), toBeAdded, schemaProblems };
  } finally {
    await pool.end();
  }
}

test('the control schema has every table and column better-auth wants', async () => {
  expect(await lackingIn('rapport')).toEqual({ toBeCreated: [], toBeAdded: [], schemaProblems: [] });
});

test('and a column that is missing would be noticed', async () => {
  await database.control.query({ text: 'alter table auth_session drop column user_agent' });
  const lacking = await lackingIn('rapport');
  expect(lacking.toBeAdded).toMatchObject([{ table: 'auth_session', fields: { user_agent: {} } }]);
  await database.control.query({ text: 'alter table auth_session add column user_agent text' });
});
