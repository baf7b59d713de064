import { describe, expect, test } from 'vitest';
import { armen, openOffice, setUpByArmen } from './office.factory.ts';

const workspace = { name: 'Ararat Trade', language: 'hy', currency: 'AMD', timeZone: 'Asia/Yerevan' };
const fresh = await openOffice();
const office = await openOffice();
const contested = await openOffice();
const cookieName = '__Secure-rapport.session_token';

describe('the first run', () => {
  test('refuses what is wrong by name and leaves nothing behind', async () => {
    const browser = fresh.browser();
    expect((await browser.get('/api/v1/setup')).body).toEqual({ needed: true });
    expect((await browser.get('/api/v1/session')).status).toBe(401);
    const wrong = { ...workspace, currency: 'XXY', timeZone: 'Mars/Olympus' };
    const refused = await browser.send('POST', '/api/v1/setup', { workspace: wrong, owner: armen });
    expect(refused.status).toBe(422);
    expect(refused.body.fields).toMatchObject([{ path: 'workspace.currency' }, { path: 'workspace.timeZone' }]);
    const short = await browser.send('POST', '/api/v1/setup', { workspace, owner: { ...armen, password: 'apricot' } });
    expect(short.code).toBe('passwordTooShort');
    const [left] = await fresh.database.control.query<{ count: string }>({
      text: `select (select count(*) from workspace) + (select count(*) from auth_user)
        + (select count(*) from pg_namespace where nspname like 'ws\\_%') as count`,
    });
    expect(left?.count).toBe('0');
  });

  test('makes the workspace and its owner and signs the owner in, once', async () => {
    const browser = await setUpByArmen(office);
    const session = await browser.get('/api/v1/session');
    expect(session.body).toMatchObject({
      account: { email: armen.email, name: armen.name },
      workspace: { ...workspace, id: expect.any(String) },
      member: { name: armen.name },
      role: 'owner',
    });
    expect(session.body.workspace).not.toHaveProperty('schema');
    expect((await browser.get('/api/v1/setup')).body).toEqual({ needed: false });
    const again = await office.browser().send('POST', '/api/v1/setup', {
      workspace,
      owner: { ...armen, email: 'mallory@example.org' },
    });
    expect(again).toMatchObject({ status: 409, code: 'setUpDone', setCookies: [] });
  });

  test('lets one of two at the same time through', async () => {
    const answers = await Promise.all(
      ['a@example.org', 'b@example.org'].map((email) =>
        contested.browser().send('POST', '/api/v1/setup', { workspace, owner: { ...armen, email } }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
  });

  test('sets a cookie scripts can not read and other sites can not send', async () => {
    const answer = await office.browser().signIn(armen.email, armen.password);
    const cookie = answer.setCookies.find((one) => one.startsWith(cookieName));
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; Secure/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(cookie).toMatch(/; Path=\//i);
    expect(cookie).toMatch(/Max-Age=2592000/i);
    expect(JSON.stringify(answer.body)).toBe('{}');
  });
});
