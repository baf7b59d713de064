import { expect, test } from 'vitest';
import { queryAsSuperuser } from '../../../server/testing/superuser.ts';
import { openOffice, setUpByArmen, takeIn } from './office.factory.ts';

const office = await openOffice();
const owner = await setUpByArmen(office);
const id = await takeIn(owner, 'Ivan Petrov', 'seller', 'ivan@ararat.am');

const asSuperuser = (text: string) => queryAsSuperuser(office.database, text);
const listening = "from pg_stat_activity where datname = current_database() and query ilike 'listen rapport_auth%'";

test('a server that lost the connection it hears of ended sessions by checks each request, and listens again', async () => {
  const ivan = office.browser();
  await ivan.signIn('ivan@ararat.am', 'ivan@ararat.am plum 1');
  expect((await ivan.get('/api/v1/session')).status).toBe(200);
  const ended = await asSuperuser(`select pg_terminate_backend(pid) ${listening}`);
  expect(ended).toHaveLength(1);
  // Silently, past every trigger: only asking the database can tell.
  await asSuperuser(
    "set session_replication_role = replica; delete from rapport.auth_session where user_id = (select id from rapport.auth_user where email = 'ivan@ararat.am')",
  );
  await expect.poll(async () => (await ivan.get('/api/v1/session')).status, { timeout: 1000 }).toBe(401);
  await expect.poll(() => asSuperuser(`select pid ${listening}`), { timeout: 8000 }).toHaveLength(1);
  await ivan.signIn('ivan@ararat.am', 'ivan@ararat.am plum 1');
  expect((await ivan.get('/api/v1/session')).status).toBe(200);
  await owner.send('POST', `/api/v1/members/${id}/deactivate`);
  await expect.poll(async () => (await ivan.get('/api/v1/session')).status, { timeout: 2000 }).toBe(401);
});
