import { describe, expect, it } from 'vitest';
import type { TerritoryFigures } from '../contract/territory-figures.api.ts';
import type { Browser } from './office.factory.ts';
import { hire, openStaffedOffice } from './staffed-office.factory.ts';

const { office, owner: armen, seller: nare, sellerId } = await openStaffedOffice({ processes: 1 });
const gor = await hire(armen, 'Gor Hakobyan', 'manager', office);

const made = async (path: string, body: object) =>
  ((await armen.send('POST', `/api/v1/${path}`, body)).body as { id: string }).id;

describe('the role of a team', () => {
  it('is given by owners alone, and so is a place in the team', async () => {
    const role = await made('access-roles', { name: 'Regional lead', base: 'manager' });
    const carrying = await made('teams', { name: 'Leads', accessRole: role });
    const below = await made('teams', { name: 'Leads of the north', parent: carrying });
    const plain = await made('teams', { name: 'Everybody' });
    for (const [method, path, body] of [
      ['POST', 'teams', { name: 'Mine', accessRole: role }],
      ['PATCH', `teams/${plain}`, { accessRole: role }],
      ['PATCH', `teams/${carrying}`, { head: gor.id }],
      ['PATCH', `teams/${below}`, { head: gor.id }],
      ['PATCH', `teams/${plain}`, { parent: below }],
      ['POST', 'teams', { name: 'Below', parent: carrying, head: gor.id }],
      ['PATCH', `members/${gor.id}`, { team: below }],
      ['POST', 'members', { name: 'Puppet', team: carrying }],
    ] as const) {
      const { status, code } = await gor.browser.send(method, `/api/v1/${path}`, body);
      // To whoever sees no roles this one is not there.
      expect([path, body, status, code === 'roleRequired' || status === 422]).toEqual([path, body, status, true]);
    }
    await armen.send('DELETE', `/api/v1/teams/${below}`);
    expect((await gor.browser.send('POST', `/api/v1/teams/${below}/restore`)).status).toBe(403);
    expect((await armen.send('DELETE', `/api/v1/access-roles/${role}`)).code).toBe('roleInUse');
  });

  it('is its members’ from the next request on, besides their own, told with the why and on their page, and ends with it', async () => {
    const role = await made('access-roles', {
      name: 'Sweeper',
      base: 'viewer',
      grants: { company: { delete: 'all' } },
    });
    const team = await made('teams', { name: 'Sweepers' });
    await armen.send('PATCH', `/api/v1/members/${sellerId}`, { team, accessRole: null, role: 'seller' });
    const company = await made('companies', { name: 'Swept', owner: null });
    const may = async () => (await nare.send('DELETE', `/api/v1/companies/${company}`)).status;
    expect(await may()).toBe(403);
    await armen.send('PATCH', `/api/v1/teams/${team}`, { accessRole: role });
    expect(await may()).toBe(200);
    await armen.send('POST', `/api/v1/companies/${company}/restore`);
    const why = await gor.browser.get(`/api/v1/access/company/${company}?member=${sellerId}`);
    expect(why.body.member).toMatchObject({ role: 'seller', teamRoles: [{ role: 'Sweeper', team: 'Sweepers' }] });
    const profile = (who: Browser, id = sellerId) => who.get(`/api/v1/members/${id}/profile`);
    expect((await profile(nare)).body).toMatchObject({
      ...{ role: 'seller', accessRole: null, teamRoles: [{ role: 'Sweeper', team: 'Sweepers' }] },
      ...{ teams: [{ name: 'Sweepers', isHead: false }], signIn: { hasAccount: true, secondFactorRequired: false } },
      rights: expect.arrayContaining([
        expect.objectContaining({
          noun: 'company',
          reaches: expect.objectContaining({ delete: 'all', update: 'own' }),
        }),
      ]),
    });
    // Others are told by whom it concerns only, and managers not how somebody signs in.
    expect((await profile(nare, gor.id)).code).toBe('roleRequired');
    expect((await profile(gor.browser)).body.signIn).toBeNull();
    await armen.send('PUT', '/api/v1/second-factor-roles', { roles: [role] });
    expect((await nare.get('/api/v1/companies')).code).toBe('secondFactorNeeded');
    expect((await profile(armen)).body.signIn).toMatchObject({ secondFactor: false, secondFactorRequired: true });
    await armen.send('PUT', '/api/v1/second-factor-roles', { roles: [] });
    await armen.send('PATCH', `/api/v1/teams/${team}`, { accessRole: null });
    expect(await may()).toBe(403);
  });
});

describe('what lies in the territories', () => {
  it('is counted with what lies below, of what one sees, and told to managers and owners alone', async () => {
    expect((await nare.get('/api/v1/territory-figures?noun=deal')).code).toBe('roleRequired');
    expect((await gor.browser.get('/api/v1/territory-figures?noun=spaceship')).code).toBe('unknownNoun');
    const within = (word: string) => ({ where: { deal: { field: 'name', op: 'startsWith', value: word } } });
    const north = await made('territories', { name: 'North', ...within('Norse') });
    const port = await made('territories', { name: 'Port', parent: north, ...within('Port') });
    const empty = await made('territories', { name: 'Said nothing' });
    const hidden = await made('territories', {
      name: 'By a field',
      where: { deal: { field: 'lostComment', op: 'startsWith', value: 'zz' } },
    });
    const money = (amount: string, currency = 'EUR') => ({ amount: { amount, currency } });
    await made('deals', { name: 'Norse sale', ...money('10.00') });
    await made('deals', { name: 'Norse again', ...money('5.50', 'USD') });
    const closed = await made('deals', { name: 'Port sale', ...money('7.00') });
    await made('deals', { name: 'Port without an amount' });
    await made('deals', { name: 'Elsewhere', ...money('1.00') });
    const read = async (who: Browser) =>
      (await who.get('/api/v1/territory-figures?noun=deal')).body as unknown as TerritoryFigures;
    const all = await read(armen);
    const of = ({ items }: TerritoryFigures, id: string) => items.find((one) => one.id === id);
    expect(all.field).toBe('amount');
    expect(of(all, port)).toEqual({
      ...{ id: port, name: 'Port', parent: north },
      figures: { count: 2, amounts: [{ amount: '7.00', currency: 'EUR' }] },
    });
    const both = [
      { amount: '17.00', currency: 'EUR' },
      { amount: '5.50', currency: 'USD' },
    ];
    expect(of(all, north)?.figures).toEqual({ count: 4, amounts: both });
    expect([of(all, empty)?.figures, of(all, hidden)?.figures?.count]).toEqual([null, 0]);
    expect(all.outside.amounts).toContainEqual({ amount: '1.00', currency: 'EUR' });
    // What is closed to somebody is in none of their figures, and nothing is told by a field they do not see.
    const owned = await armen.send('PATCH', `/api/v1/deals/${closed}`, { owner: sellerId });
    expect(owned.status).toBe(200);
    await armen.send('PUT', `/api/v1/restrictions/deal/${closed}`, { restricted: true });
    const blind = await made('access-roles', {
      ...{ name: 'Blind', base: 'manager', fieldRights: { deal: { lostComment: 'hidden' } } },
    });
    await armen.send('PATCH', `/api/v1/members/${gor.id}`, { accessRole: blind });
    const told = await read(gor.browser);
    expect(of(told, port)?.figures).toEqual({ count: 1, amounts: [] });
    expect(of(told, hidden)?.figures).toBeNull();
  });
});
