import { describe, expect, it } from 'vitest';
import type { Metadata } from '../../../shared/nouns/metadata.ts';
import type { MemberProfile } from '../contract/member-profile.api.ts';
import { presetRights, type RolePreset, rolePresets } from '../contract/role-presets.ts';
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

const standard = (await armen.get('/api/v1/standard-rights')).body as unknown as {
  items: readonly { noun: string; hasOwner: boolean }[];
};
const { nouns } = (await armen.get('/api/v1/metadata')).body as unknown as Metadata;

describe('a ready role', () => {
  const { items } = standard;
  const there = items.map((one) => ({
    ...one,
    fields: nouns.find(({ name }) => name === one.noun)?.fields.map(({ name }) => name) ?? [],
  }));
  const profile = async (preset: RolePreset) => {
    const { base, ...rights } = presetRights(preset, there);
    const role = await armen.send('POST', '/api/v1/access-roles', {
      ...{ name: `Ready ${preset.key} ${crypto.randomUUID()}`, base, ...rights },
    });
    expect([preset.key, role.status, role.text]).toEqual([preset.key, 201, expect.any(String)]);
    const given = { team: null, accessRole: role.body.id, role: base };
    expect((await armen.send('PATCH', `/api/v1/members/${sellerId}`, given)).status).toBe(200);
    const { body } = await armen.get(`/api/v1/members/${sellerId}/profile`);
    return new Map((body as unknown as MemberProfile).rights.map((right) => [right.noun, right]));
  };
  const work = ['company', 'person', 'deal', 'lead', 'task', 'note'];

  it('is each made as it stands, and names only types and fields that are there', () => {
    for (const { nouns: named, fields } of rolePresets as readonly RolePreset[]) {
      for (const noun of Object.keys(named)) expect(items.map((one) => one.noun)).toContain(noun);
      for (const [noun, access] of Object.entries(fields))
        expect(there.find((one) => one.noun === noun)?.fields).toEqual(expect.arrayContaining(Object.keys(access)));
    }
  });

  it.each<[string, (rights: Map<string, MemberProfile['rights'][number]>) => void]>([
    [
      'headOfSales',
      (of) => {
        for (const noun of work)
          expect(of.get(noun)?.reaches).toMatchObject({ read: 'all', update: 'team', delete: 'team', export: 'team' });
        expect(of.get('product')?.reaches).toMatchObject({ update: 'all' });
      },
    ],
    [
      'seller',
      (of) => {
        for (const noun of work)
          expect(of.get(noun)?.reaches).toMatchObject({ read: 'own', update: 'own', delete: 'own', export: 'none' });
        expect(of.get('tag')?.reaches).toMatchObject({ read: 'all' });
      },
    ],
    [
      'juniorSeller',
      (of) => {
        for (const noun of work)
          expect(of.get(noun)?.reaches).toMatchObject({
            read: 'own',
            delete: 'none',
            share: 'none',
            bulk: 'none',
            import: 'none',
          });
        expect(of.get('person')?.masked).toEqual(expect.arrayContaining(['phones', 'emails']));
      },
    ],
    [
      'marketing',
      (of) => {
        expect(of.get('lead')?.reaches).toMatchObject({ read: 'all', update: 'all', delete: 'none', export: 'all' });
        expect(of.get('deal')?.reaches).toMatchObject({ read: 'all', create: 'none', update: 'none', delete: 'none' });
        expect(of.get('note')?.reaches).toMatchObject({ read: 'none', create: 'none' });
        expect(of.get('person')?.masked).toContain('phones');
      },
    ],
    [
      'service',
      (of) => {
        expect(of.get('deal')).toMatchObject({
          reaches: { read: 'all', update: 'none' },
          hidden: expect.arrayContaining(['amount']),
        });
        expect(of.get('company')?.reaches).toMatchObject({ read: 'all', update: 'none' });
        expect(of.get('installedItem')?.reaches).toMatchObject({ update: 'all', delete: 'none' });
        expect(of.get('lead')?.reaches).toMatchObject({ read: 'none' });
      },
    ],
    [
      'accountant',
      (of) => {
        expect(of.get('deal')?.reaches).toMatchObject({ read: 'all', export: 'all', update: 'none' });
        expect(of.get('note')?.reaches).toMatchObject({ read: 'none' });
        for (const noun of ['invoice', 'payment'])
          expect(of.get(noun)?.reaches).toMatchObject({ create: 'all', update: 'all', export: 'all' });
        expect(of.get('person')).toMatchObject({
          reaches: { update: 'none', export: 'none' },
          hidden: expect.arrayContaining(['needs']),
        });
      },
    ],
    [
      'auditor',
      (of) => {
        for (const [noun, { reaches }] of of)
          for (const [action, reach] of Object.entries(reaches))
            expect([noun, action, reach]).toEqual([noun, action, action === 'read' ? 'all' : 'none']);
      },
    ],
    [
      'partner',
      (of) => {
        for (const [noun, { reaches }] of of)
          expect([noun, reaches.read]).toEqual([
            ...[
              noun,
              work.includes(noun)
                ? 'own'
                : ['product', 'pipeline', 'stage', 'category'].includes(noun)
                  ? 'all'
                  : 'none',
            ],
          ]);
        for (const noun of work)
          expect(of.get(noun)?.reaches).toMatchObject({ delete: 'none', export: 'none', share: 'none' });
      },
    ],
  ])('%s may what it says', async (key, expected) => {
    const preset = rolePresets.find((one) => one.key === key) as RolePreset;
    const rights = await profile(preset);
    expect(rights.size).toBeGreaterThan(10);
    expected(rights);
  });

  it('of a partner opens nothing of the others’, of an auditor nothing to be changed', async () => {
    const company = await made('companies', { name: 'Not the partner’s' });
    await profile(rolePresets.find(({ key }) => key === 'partner') as RolePreset);
    expect((await nare.get(`/api/v1/companies/${company}`)).status).toBe(404);
    const own = await nare.send('POST', '/api/v1/companies', { name: 'The partner’s' });
    expect([own.status, (await nare.get('/api/v1/companies/count')).body.count]).toEqual([201, 1]);
    expect((await nare.get('/api/v1/account-plans')).status).toBe(403);
    // Of what others made nothing is told at any list but what there is to sell, its steps, and who works here.
    const told = new Map<string, unknown>();
    for (const { name, plural } of nouns) {
      const { status, body } = await nare.get(`/api/v1/${plural}?limit=200`);
      const others = ((body.items ?? []) as readonly { createdBy?: { id: string } | null }[]).filter(
        ({ createdBy }) => createdBy?.id !== sellerId,
      );
      if (status === 200 && others.length > 0) told.set(name, others.length);
      expect([plural, [200, 403, 404].includes(status)]).toEqual([plural, true]);
    }
    expect([...told.keys()].sort()).toEqual(['member', 'pipeline', 'stage', 'team']);
  });
});

describe('the companies of a holding', () => {
  it('have their own deals and clients each, by the company on it, whoever made it and whatever team they are in', async () => {
    const ours = async (noun: string) => {
      const options = ['Alpha', 'Beta'].map((name) => ({ label: { en: name } }));
      const { body } = await armen.send('POST', '/api/v1/custom-fields', {
        ...{ noun, kind: 'choice', label: { en: 'Our company' }, options },
      });
      const { name, options: given } = body as unknown as { name: string; options: { value: string }[] };
      return { name, alpha: given[0]?.value, beta: given[1]?.value };
    };
    const [onDeal, onCompany] = [await ours('deal'), await ours('company')];
    const of = (side: 'alpha' | 'beta') => ({
      deal: { field: onDeal.name, op: 'is', value: onDeal[side] },
      company: { field: onCompany.name, op: 'is', value: onCompany[side] },
    });
    await made('territories', { name: 'Alpha', where: of('alpha'), members: [{ id: sellerId }] });
    await made('territories', { name: 'Beta', where: of('beta') });
    const within = { read: 'territory', update: 'territory' };
    const role = await made('access-roles', {
      ...{ name: 'Of one company', base: 'seller', grants: { deal: within, company: within } },
    });
    await armen.send('PATCH', `/api/v1/members/${sellerId}`, { accessRole: role, role: 'seller', team: null });
    const make = (noun: string, field: typeof onDeal, side: 'alpha' | 'beta', more: object = {}) =>
      made(noun, { name: `Holding ${side}`, [field.name]: field[side], ...more });
    const [alpha, beta] = [await make('deals', onDeal, 'alpha'), await make('deals', onDeal, 'beta')];
    const client = await make('companies', onCompany, 'beta');
    const status = async (path: string) => (await nare.get(`/api/v1/${path}`)).status;
    expect([await status(`deals/${alpha}`), await status(`deals/${beta}`)]).toEqual([200, 404]);
    expect([
      await status(`companies/${client}`),
      (await nare.get('/api/v1/companies?search=holding')).body.items,
    ]).toEqual([404, []]);
    expect((await nare.send('PATCH', `/api/v1/deals/${beta}`, { name: 'Hers' })).status).toBe(404);
    expect((await nare.send('PATCH', `/api/v1/deals/${alpha}`, { name: 'Holding alpha now' })).status).toBe(200);
    const asked = `filter=${encodeURIComponent(JSON.stringify({ field: 'name', op: 'startsWith', value: 'Holding' }))}`;
    expect((await nare.get(`/api/v1/deals/count?${asked}`)).body.count).toBe(1);
    const group = encodeURIComponent(JSON.stringify([{ field: onDeal.name }]));
    expect((await nare.get(`/api/v1/deals/aggregate?group=${group}&${asked}`)).body.groups).toMatchObject([
      { keys: [onDeal.alpha], values: [1] },
    ]);
    await armen.send('PATCH', `/api/v1/deals/${alpha}`, { [onDeal.name]: onDeal.beta });
    expect(await status(`deals/${alpha}`)).toBe(404);
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
