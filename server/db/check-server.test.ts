import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OperatorError } from '../config/operator-error.ts';
import { useDatabase } from '../testing/database.ts';
import { checkServer, findProblem, type ServerFacts } from './check-server.ts';
import { openDatabase } from './open.ts';

const database = await useDatabase();
const superuser = new Client(database.superuser);
const roles = ['check_weak', 'check_reader', 'check_creator', 'check_outsider'];

beforeAll(async () => {
  await superuser.connect();
  await superuser.query('create role check_weak login');
  await superuser.query('create role check_reader login createrole in role pg_read_all_data');
  await superuser.query('create role check_creator login createrole');
  await superuser.query('create role check_outsider login createrole');
  const { database: name } = database.superuser;
  await superuser.query(`grant connect on database ${name} to check_weak, check_reader, check_creator`);
});
afterAll(async () => {
  for (const role of roles) await superuser.query(`drop owned by ${role}; drop role ${role}`);
  await superuser.end();
});

/** The one line the operator reads. */
async function refusalOf(config: object): Promise<string> {
  const error: unknown = await openDatabase({ connection: { ...database.connection, ...config } }).catch(
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(OperatorError);
  const { message } = error as OperatorError;
  expect(message).not.toContain('\n');
  return message;
}

const facts: ServerFacts = {
  version: 180_004,
  role: 'rapport',
  database: 'crm',
  encoding: 'UTF8',
  superuser: false,
  bypasses: false,
  creates_roles: true,
  creates_schemas: true,
  overreaching: [],
};

describe('a server Rapport can not live on is refused in one line that says what to do', () => {
  test.each([
    [{ version: 140_012 }, 'is version 14: Rapport needs 15 or newer'],
    [{ encoding: 'SQL_ASCII' }, 'encoded in SQL_ASCII'],
    [{ superuser: true }, 'too many rights (SUPERUSER)'],
    [{ bypasses: true }, 'too many rights (BYPASSRLS)'],
    [{ overreaching: ['pg_read_all_data'] }, 'too many rights (pg_read_all_data)'],
    [{ creates_roles: false }, 'ALTER ROLE "rapport" CREATEROLE'],
    [{ creates_schemas: false }, 'ALTER DATABASE "crm" OWNER TO "rapport"'],
  ])('%o', (difference, line) => {
    expect(findProblem({ ...facts, ...difference })).toContain(line);
  });

  test('and one that is as it should be is not', () => {
    expect(findProblem(facts)).toBeUndefined();
  });
});

describe('on a real server', () => {
  test('the role Rapport makes for itself is right', async () => {
    expect(await checkServer(database.connection)).toBeGreaterThanOrEqual(150_000);
  });

  test('a superuser has too many rights', async () => {
    expect(await refusalOf({ user: 'postgres' })).toContain('too many rights (SUPERUSER');
  });

  test('a role that reads everything has too many rights', async () => {
    expect(await refusalOf({ user: 'check_reader' })).toContain('too many rights (pg_read_all_data)');
  });

  test('a role that may create no roles has too few', async () => {
    expect(await refusalOf({ user: 'check_weak' })).toContain('may not create roles');
  });

  test('a role that may create no schemas has too few', async () => {
    expect(await refusalOf({ user: 'check_creator' })).toContain('may not create schemas');
  });

  test('a role that may not connect is told how it may', async () => {
    expect(await refusalOf({ user: 'check_outsider' })).toContain('may not connect');
  });

  test('a database that is not there is named', async () => {
    expect(await refusalOf({ database: 'nowhere' })).toContain('There is no database "nowhere"');
  });

  test('a user that is not there is named', async () => {
    expect(await refusalOf({ user: 'nobody_at_all' })).toContain('refuses the user "nobody_at_all"');
  });

  test('a server that does not answer is named', async () => {
    expect(await refusalOf({ host: '127.0.0.1', port: 1 })).toContain(
      'No PostgreSQL answers at 127.0.0.1:1 (ECONNREFUSED)',
    );
  });

  test('an address that is none is called that', async () => {
    expect(await refusalOf({ connectionString: 'postgres://[' })).toContain('not an address of the form postgres://');
  });
});
