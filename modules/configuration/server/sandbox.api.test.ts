import { beforeAll, describe, expect, it } from 'vitest';
import { serverModules } from '../../../server/modules.ts';
import { OutgoingError } from '../../../server/outgoing/outgoing-error.ts';
import { outgoingOf } from '../../../server/outgoing/outgoing-of.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { type Browser, openOffice, setUpByArmen, takeIn } from '../../workspace/server/office.factory.ts';
import { changesOf, short } from './configuration.factory.ts';

const office = await openOffice(serverModules);
const sandboxPath = '/api/v1/configuration/sandbox';
let armen: Browser;
let ani: Browser;
let seller: Browser;
/** Ani's browser, in the sandbox. */
let inside: Browser;
let nare: string;
beforeAll(async () => {
  armen = await setUpByArmen(office);
  const hire = async (name: string, role: string) => {
    const email = `${name}@ararat.am`;
    const id = await takeIn(armen, name, role, email);
    const browser = office.browser();
    await browser.signIn(email, `${email} plum 1`);
    return { id, browser };
  };
  ({ browser: ani } = await hire('ani', 'owner'));
  ({ browser: seller, id: nare } = await hire('nare', 'seller'));
});

async function make(plural: string, record: object, who = armen): Promise<AnyRecord> {
  const answer = await who.send('POST', `/api/v1/${plural}`, record);
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return answer.body as AnyRecord;
}
const list = async (plural: string, who: Browser) => (await who.get(`/api/v1/${plural}`)).body.items as AnyRecord[];
const apply = (body: object = {}) => armen.send('POST', '/api/v1/configuration/apply', { sandbox: true, ...body });
const preview = () => armen.send('POST', '/api/v1/configuration/preview', { sandbox: true });

describe('a sandbox', () => {
  it('is made by owners, once, with the configuration and some records and what they point at', async () => {
    await make('custom-fields', { noun: 'deal', kind: 'text', label: { en: 'Wagon' } });
    await make('custom-nouns', { one: { en: 'Visit' }, many: { en: 'Visits' }, fields: [] });
    const names = { version: 0, definition: { many: { en: 'Orders' } } };
    expect((await armen.send('PUT', '/api/v1/noun-names/deal', names)).status).toBe(200);
    const partners = await make('pipelines', { name: 'Partners' });
    const stage = await make('stages', { name: 'Talk', pipeline: partners.id, position: 0 });
    const old = await make('companies', { name: 'Old' });
    await make('companies', { name: 'New' });
    await make('deals', { name: 'Left out' });
    const deal = { name: 'Tea', company: old.id, pipeline: partners.id, stage: stage.id, owner: nare, xWagon: '17' };
    await make('deals', deal);
    expect((await preview()).status).toBe(404);
    expect((await seller.send('POST', sandboxPath, {})).status).toBe(403);
    expect((await armen.send('POST', sandboxPath, { sample: 1 })).status).toBe(201);
    expect(await armen.send('POST', sandboxPath, {})).toMatchObject({ status: 409, code: 'sandboxThere' });

    const { sandbox } = (await ani.get(sandboxPath)).body as { sandbox: { id: string; name: string } };
    expect(sandbox.name).toBe('Ararat Trade');
    inside = ani;
    inside.cookies.set('__Host-rapport.workspace', sandbox.id);
    expect((await inside.get('/api/v1/session')).body).toMatchObject({ sandbox: true, role: 'owner' });
    const namesOf = async (plural: string) => (await list(plural, inside)).map(({ name }) => name);
    expect(await namesOf('deals?expand=*')).toEqual(['Tea']);
    expect((await namesOf('companies')).toSorted()).toEqual(['New', 'Old']);
    const called = (await inside.get('/api/v1/noun-names')).body.items as { noun: string; definition: object }[];
    expect(called.find(({ noun }) => noun === 'deal')?.definition).toEqual(names.definition);
    const [copy] = await list('deals?expand=company,stage,owner', inside);
    expect(copy).toMatchObject({
      xWagon: '17',
      company: { label: 'Old' },
      stage: { label: 'Talk' },
      owner: { label: 'nare' },
    });
    expect(copy?.stage).not.toMatchObject({ id: stage.id });
    expect(await make('deals', { name: 'Written inside' }, inside)).toMatchObject({ name: 'Written inside' });
    expect((await list('deals', armen)).map(({ name }) => name).toSorted()).toEqual(['Left out', 'Tea']);
  });

  it('is open to nobody but those who are owners now, and is no way to other workspaces', async () => {
    const { id } = (await inside.get('/api/v1/session')).body.workspace as { id: string };
    seller.cookies.set('__Host-rapport.workspace', id);
    expect((await seller.get('/api/v1/session')).body).toMatchObject({
      workspace: { name: 'Ararat Trade' },
      role: 'seller',
    });
    expect((await seller.get('/api/v1/session')).body).not.toHaveProperty('sandbox');
    expect(await inside.send('POST', sandboxPath, {})).toMatchObject({ status: 409, code: 'sandboxInSandbox' });
    const members = await list('members', armen);
    const found = members.find(({ name }) => name === 'ani');
    const role = (to: string) => armen.send('PATCH', `/api/v1/members/${found?.id}`, { role: to });
    expect((await role('manager')).status).toBe(200);
    await expect.poll(async () => (await inside.get('/api/v1/session')).body.sandbox).toBeUndefined();
    expect((await role('owner')).status).toBe(200);
    await expect.poll(async () => (await inside.get('/api/v1/session')).body.sandbox).toBe(true);
  });

  it('sends nothing outside', async () => {
    const workspace = { id: 's', schema: 'ws_s', sandboxOf: 'w' };
    const never = { send: () => expect.unreachable(), check: () => expect.unreachable(), close: async () => undefined };
    const outgoing = outgoingOf({ workspace, outgoing: never } as never);
    await expect(outgoing.send({ url: 'https://example.org' })).rejects.toThrow(OutgoingError);
    await expect(outgoing.check('https://example.org')).rejects.toMatchObject({ code: 'outgoingSandbox' });
    const hook = { url: 'https://93.184.215.14/hook', events: [{ noun: 'deal', kinds: ['created'] }] };
    expect((await inside.send('POST', '/api/v1/webhooks', hook)).status).toBe(422);
  });

  it('shows what was changed in it, which is taken over, without what was not', async () => {
    expect(changesOf(await preview())).toEqual([]);
    await make('custom-fields', { noun: 'deal', kind: 'boolean', label: { en: 'Urgent' } }, inside);
    const [talk] = await list('stages?search=talk', inside);
    await inside.send('PATCH', `/api/v1/stages/${talk?.id}`, { name: 'Negotiation' });
    await make('pipelines', { name: 'Of the real one' });
    expect(short(await preview())).toEqual(['add fields deal.xUrgent', expect.stringMatching('^change stages')]);
    expect((await seller.send('POST', '/api/v1/configuration/apply', { sandbox: true })).status).toBe(403);
    expect((await apply({ without: ['fields deal.xUrgent'] })).status).toBe(200);
    expect((await list('stages?search=negotiation', armen)).length).toBe(1);
    expect(short(await apply())).toEqual(['add fields deal.xUrgent']);
    expect(changesOf(await preview())).toEqual([]);
    expect((await list('pipelines', armen)).map(({ name }) => name)).toContain('Of the real one');
  });

  it('is thrown away by an owner, with all that is in it; the real one stays', async () => {
    expect((await seller.send('DELETE', sandboxPath)).status).toBe(403);
    expect(await armen.send('DELETE', sandboxPath)).toMatchObject({ status: 200, body: { sandbox: null } });
    await expect.poll(async () => (await inside.get('/api/v1/session')).body.sandbox).toBeUndefined();
    expect((await list('deals', armen)).length).toBe(2);
    const schemas = await office.database.control.query({
      text: "select 1 from pg_namespace where nspname like 'ws\\_%'",
    });
    expect(schemas).toHaveLength(1);
  });
});
