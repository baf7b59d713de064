import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '../testing/database.ts';
import { queryAsSuperuser } from '../testing/superuser.ts';
import { listenForAuthEvents } from './auth-events.ts';

const database = await useDatabase();
const { control } = database;
const [account, workspace, member] = [randomUUID(), randomUUID(), randomUUID()];
const heard: string[] = [];
const gaps = { count: 0 };
const warnings: string[] = [];
const warn = (first: unknown, second?: string) => void warnings.push(String(second ?? first));
const log = { info: () => undefined, warn, error: warn };
const listen = (connection: object = database.connection) =>
  listenForAuthEvents({
    ...{ connection, log, onEvent: (subject: string) => void heard.push(subject) },
    onGap: () => {
      gaps.count += 1;
    },
  });
const events = await listen();
afterAll(() => events.close());

const run = (text: string) => control.query({ text });

beforeEach(async () => {
  await run('delete from auth_user');
  await run('delete from workspace');
  await run(`insert into workspace (id, schema, name, language, currency, time_zone)
    values ('${workspace}', 'ws_events', 'Ararat', 'hy', 'AMD', 'UTC')`);
  await run(`insert into auth_user (id, name, email) values ('${account}', 'Armen', 'armen@ararat.am')`);
  await run(`insert into membership (account, workspace, member) values ('${account}', '${workspace}', '${member}')`);
  await run(
    `insert into auth_session (token, user_id, expires_at) values ('t', '${account}', now() + interval '1 day')`,
  );
  await run(`insert into api_key (account, workspace, name, hash, start)
    values ('${account}', '${workspace}', 'sync', '\\x01', 'rapport_abcd')`);
  await expect.poll(settled).toBe(true);
});

/** Whether everything said so far has been heard; what was heard of the preparations is forgotten then. */
async function settled(): Promise<boolean> {
  const mark = `mark:${randomUUID()}`;
  await run(`select pg_notify('rapport_auth', '${mark}')`);
  await expect.poll(() => heard.includes(mark), { interval: 5 }).toBe(true);
  heard.length = 0;
  return true;
}

async function heardOf(text: string): Promise<string[]> {
  await run(text);
  const end = `end:${randomUUID()}`;
  await run(`select pg_notify('rapport_auth', '${end}')`);
  await expect.poll(() => heard.includes(end), { interval: 5 }).toBe(true);
  return [...new Set(heard.filter((subject) => subject !== end))];
}

describe('every process hears at once that', () => {
  test.each([
    ['a session ended', 'delete from auth_session', 'account'],
    ['an account was barred', 'update auth_user set active = false', 'account'],
    ['an account has another address', "update auth_user set email = 'a@ararat.am'", 'account'],
    ['an account is gone, past everything of ours', 'delete from auth_user', 'account'],
    ['a key was ended', 'delete from api_key', 'account'],
    ['a key is to end sooner', "update api_key set expires_at = now() + interval '1 hour'", 'account'],
    ['a key was replaced', "update api_key set hash = '\\x02'", 'account'],
    ['a key was given to another workspace', 'update api_key set workspace = workspace', 'account'],
    ['somebody is no member any more', 'delete from membership', 'account'],
    ['somebody is another member', 'update membership set member = gen_random_uuid()', 'account'],
    ['a workspace has other settings', "update workspace set currency = 'EUR'", 'workspace'],
    ['a workspace is gone', 'delete from workspace', 'workspace'],
  ])('%s', async (_what, text, kind) => {
    const subject = kind === 'account' ? `account:${account}` : `workspace:${workspace}`;
    expect(await heardOf(text)).toContain(subject);
  });

  test.each([
    ['a session was used', "update auth_session set expires_at = now() + interval '7 days', updated_at = now()"],
    ['a key was used', 'update api_key set last_used_at = now()'],
    ['somebody signed in', `insert into auth_session (token, user_id, expires_at) values ('u', '${account}', now())`],
    ['nothing changed in the end', "delete from auth_session where token = 'nobody''s'"],
  ])('but is not bothered when %s', async (_what, text) => {
    expect(await heardOf(text)).toEqual([]);
  });

  test('nothing of what is rolled back', async () => {
    const failing = control.transaction(async (tx) => {
      await tx.query({ text: 'delete from auth_session' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await heardOf('select 1')).toEqual([]);
  });
});

describe('a listener whose connection breaks', () => {
  const listening = `from pg_stat_activity where datname = current_database() and query ilike 'listen rapport_auth%'`;

  test('says so, tells that events were missed, and hears again', async () => {
    const before = gaps.count;
    await queryAsSuperuser(database, `select pg_terminate_backend(pid) ${listening}`);
    await expect.poll(() => gaps.count, { interval: 5 }).toBeGreaterThan(before);
    await expect.poll(() => events.listening(), { timeout: 5_000 }).toBe(true);
    expect(warnings.join()).toContain('each request is checked meanwhile');
    expect(await heardOf('delete from auth_session')).toContain(`account:${account}`);
  });

  test('and one that can not connect at all keeps trying without keeping the process, and ends when asked', async () => {
    const lost = await listen({ ...database.connection, host: '127.0.0.1', port: 1 });
    expect(lost.listening()).toBe(false);
    await lost.close();
    const before = warnings.length;
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(warnings.length).toBe(before);
  });
});
