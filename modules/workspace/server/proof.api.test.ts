import { expect, test } from 'vitest';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { type AskedOptions, newKeyFob } from './key-fob.factory.ts';
import { type Browser, openOffice, publicUrl, setUpByArmen, takeIn } from './office.factory.ts';

const office = await openOffice();
const owner = await setUpByArmen(office);
const { control } = office.database;
await prepareJobs(office.database, { info() {}, warn() {}, error: console.error });

const endOthers = (browser: Browser) => browser.send('POST', '/api/v1/sessions/end-others');
const prove = (browser: Browser, body: object) => browser.send('POST', '/api/v1/sessions/proof', body);
const needed = (...by: string[]) => ({ status: 403, code: 'proofNeeded', body: { params: { by } } });
/** As if everything of now had been some minutes ago. */
const letPass = (minutes: number) =>
  control.query({
    text: `update auth_session set created_at = created_at - make_interval(mins => $1), proved_at = proved_at - make_interval(mins => $1)`,
    values: [minutes],
  });
const optionsOf = async (browser: Browser, path: string, body: object = {}) =>
  ((await browser.send('POST', path, body)).body as unknown as { options: AskedOptions }).options;

async function newcomer(name: string) {
  const [email, password] = [`${name}@ararat.am`, `${name}@ararat.am plum 1`];
  await takeIn(owner, name, 'seller', email);
  const browser = office.browser();
  await browser.signIn(email, password);
  return { email, password, browser };
}

test('a browser left open ends no sessions until its holder shows once more who they are, for ten minutes', async () => {
  const { email, password, browser } = await newcomer('hayk');
  const other = office.browser();
  await other.signIn(email, password);
  expect(await prove(office.browser(), { password })).toMatchObject({ status: 401 });
  await letPass(11);
  const [here] = (await browser.get('/api/v1/sessions')).body.items as readonly { id: string; current: boolean }[];
  expect(await endOthers(browser)).toMatchObject(needed('password'));
  expect(await browser.send('DELETE', `/api/v1/sessions/${here?.id}`)).toMatchObject(needed('password'));
  expect((await other.get('/api/v1/session')).status).toBe(200);
  for (const body of [{ password: 'not his' }, { password: '' }])
    expect(await prove(browser, body)).toMatchObject({ status: 422, code: 'invalidPassword' });
  for (const body of [{}, { password, code: '000000' }]) expect((await prove(browser, body)).status).toBe(422);
  expect((await prove(browser, { code: '000000' })).status).toBe(422);
  expect(await endOthers(browser)).toMatchObject(needed('password'));
  // What another session proved is that one's.
  expect((await prove(other, { password })).status).toBe(200);
  expect(await endOthers(browser)).toMatchObject(needed('password'));
  expect((await prove(browser, { password })).status).toBe(200);
  await letPass(9);
  expect(await endOthers(browser)).toMatchObject({ status: 200, body: { ended: 1 } });
  await letPass(2);
  expect(await endOthers(browser)).toMatchObject(needed('password'));
  const { body } = await browser.send('POST', '/api/v1/api-keys', { name: 'sync', days: 1 });
  expect(await prove(office.program(String(body.key)) as Browser, { password })).toMatchObject({
    ...{ status: 403, code: 'signInNeeded' },
  });
});

test('how one signs in is changed by whoever shows all that signing in takes', async () => {
  const { password, browser } = await newcomer('mane');
  const fob = newKeyFob({ origin: publicUrl, host: 'crm.example.org' });
  const made = fob.make(await optionsOf(browser, '/api/v1/passkeys/options', { password }));
  const kept = await browser.send('POST', '/api/v1/passkeys', { name: 'Phone', credential: made });
  const [code = '', another = ''] = kept.body.codes as string[];
  const { id } = kept.body.passkey as unknown as { id: string };
  await letPass(11);
  const steps = {
    second: () => browser.send('POST', '/api/v1/passkeys/options', { password }),
    app: () => browser.send('POST', '/api/v1/second-factor', { password }),
    other: () =>
      browser.send('POST', '/api/auth/change-password', {
        currentPassword: password,
        newPassword: 'nine red plums ok',
      }),
    gone: () => browser.send('POST', `/api/v1/passkeys/${id}/remove`, { password }),
  };
  for (const [name, step] of Object.entries(steps))
    expect([name, await step()]).toMatchObject([name, needed('code', 'passkey')]);
  expect((await prove(browser, { password })).status).toBe(200);
  // The password was given already: it is no second proof.
  expect(await steps.second()).toMatchObject(needed('code', 'passkey'));
  await letPass(11);
  const renew = () => browser.send('POST', '/api/v1/second-factor/codes', { code });
  expect(await renew()).toMatchObject(needed('password', 'passkey'));
  expect((await prove(browser, { code: another })).status).toBe(200);
  expect(await renew()).toMatchObject(needed('password', 'passkey'));
  expect((await steps.second()).status).toBe(200);
  await letPass(11);
  const options = await optionsOf(browser, '/api/v1/sessions/proof/passkey');
  const stranger = await newcomer('lusine');
  expect(await prove(stranger.browser, { passkey: fob.use(options) })).toMatchObject({ code: 'passkeyRefused' });
  const again = await optionsOf(browser, '/api/v1/sessions/proof/passkey');
  expect((await prove(browser, { passkey: fob.use(again) })).status).toBe(200);
  // No refusal took the code.
  expect((await renew()).status).toBe(200);
  expect((await steps.gone()).status).toBe(200);
});

test('who has nothing to show signs in again', async () => {
  const { email, browser } = await newcomer('provided');
  await control.query({
    text: `update auth_credential set password = null where user_id = (select id from auth_user where email = $1)`,
    values: [email],
  });
  await letPass(11);
  expect(await endOthers(browser)).toMatchObject({ status: 403, code: 'signInAgain' });
  expect(await prove(browser, { password: '' })).toMatchObject({ status: 422, code: 'invalidPassword' });
});
