import { beforeAll, describe, expect, it } from 'vitest';
import { listWorkspaces } from '../../../server/auth/workspace.repository.ts';
import { cliContext } from '../../../server/cli/ground.ts';
import { settleNow } from '../../../server/computed/settle.ts';
import { applyConfiguration, planConfiguration } from '../../../server/configuration/apply.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { readRegistry } from '../../../server/metadata/registries.ts';
import { createRegistry } from '../../../server/metadata/registry.ts';
import { serverModules } from '../../../server/modules.ts';
import { aggregateRecords } from '../../../server/records/aggregate.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { runCommand, urlOf } from '../../../server/testing/command-line.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { type Browser, openOffice, setUpByArmen, takeIn } from '../../workspace/server/office.factory.ts';
import { presetCommand } from './preset.command.ts';
import { configurationOf } from './preset.service.ts';
import type { Preset } from './preset.ts';
import { sampleValues } from './sample-values.factory.ts';
import { presets } from './trades/presets.ts';
import { wholesale } from './trades/wholesale.ts';

const office = await openOffice(serverModules);
await prepareJobs(office.database, { info: () => undefined, warn: () => undefined, error: console.error });
let armen: Browser;
let system: Context;
beforeAll(async () => {
  armen = await setUpByArmen(office);
  const [workspace] = await listWorkspaces(office.database.control);
  if (!workspace) throw new Error('There is no workspace');
  system = await cliContext(office, workspace);
});

/** Lets the preset be tried in a fresh workspace, which is as fresh afterwards. */
async function tried(preset: Preset, work: (ctx: TransactionContext) => Promise<void>): Promise<void> {
  const over = new Error('tried out');
  const trial = inTransaction(system, async (tx) => {
    await applyConfiguration(tx, configurationOf(tx, preset), 'add');
    await work({ ...tx, registry: await readRegistry(createRegistry(tx.registry.modules), tx.db) });
    throw over;
  });
  await expect(trial).rejects.toBe(over);
}

/** One record of everything the preset is about, everything filled in that can be. */
async function fill(ctx: TransactionContext, preset: Preset): Promise<void> {
  const [owner] = await itemsOf(ctx, 'member');
  const ids = new Map([['member', String(owner?.id)]]);
  const core = ['company', 'person', 'product', 'deal'];
  for (const name of [...core, ...Object.keys(preset.nouns)]) {
    const noun = ctx.registry.getNoun(name);
    const {
      pipeline: _,
      stage: __,
      closedOn: ___,
      lostReason: ____,
      lostComment: _____,
      ...values
    } = sampleValues(noun, ids);
    const made = await createRecord(ctx, noun, values);
    ids.set(name, made.id);
  }
  // What hangs on each other is worked out before the commit, which a trial never comes to.
  for (const { name, fields } of ctx.registry.nouns) {
    const gathered = Object.entries<Field>(fields).filter(([, { computed }]) => computed && 'rollUp' in computed);
    const id = ids.get(name);
    if (id)
      await settleNow(
        ctx,
        ctx.registry.getNoun(name),
        [id],
        gathered.map(([field]) => field),
      );
  }
}

async function itemsOf(ctx: Context, noun: string, query: object = {}): Promise<readonly AnyRecord[]> {
  return JSON.parse(await listRecords(ctx, ctx.registry.getNoun(noun), { limit: 20, ...query })).items;
}

describe.each(presets.map((preset) => [preset.name, preset] as const))('the preset %s', (_, preset) => {
  it('makes a workspace in which its records are kept and its views open; a second time it changes nothing', async () => {
    await tried(preset, async (ctx) => {
      expect(await planConfiguration(ctx, configurationOf(ctx, preset), 'add')).toEqual([]);
      await fill(ctx, preset);
      for (const [name, noun] of Object.entries(preset.nouns)) {
        const [record] = await itemsOf(ctx, name);
        const faults = Object.entries(record ?? {}).filter(
          ([, value]) => value && typeof value === 'object' && 'error' in value,
        );
        expect([name, faults]).toEqual([name, []]);
        // What is gathered of some records only may rightly be nothing.
        for (const [field, { kind, rollUp }] of Object.entries(noun.fields))
          if (kind === 'formula' || (rollUp && !rollUp.filter))
            expect([field, record?.[field] ?? null]).not.toEqual([field, null]);
      }
      for (const { noun, settings } of Object.values(preset.views)) {
        const { filter, sort, group, measures } = settings;
        await itemsOf(ctx, noun, { ...(filter ? { filter } : {}), ...(sort ? { sort } : {}) });
        if (group || measures)
          await aggregateRecords(ctx, ctx.registry.getNoun(noun), {
            group: group ?? [],
            measures: measures ?? [],
            limit: 10,
          });
      }
    });
  });
});

it('a wholesaler keeps whoever buys and supplies as one company, with what is owed either way', async () => {
  await tried(wholesale, async (ctx) => {
    const make = (noun: string, values: object) => createRecord(ctx, ctx.registry.getNoun(noun), { ...values });
    const sum = (amount: string) => ({ xTotal: { amount, currency: 'USD' }, xOrderedOn: '2026-05-04' });
    const { id } = await make('company', { name: 'Ararat Dairy', kinds: ['customer', 'supplier'] });
    await make('company', { name: 'Sevan Shop', kinds: ['customer'] });
    await make('xSupplyOrder', { name: 'S-1', xCompany: id, ...sum('120.00') });
    await make('xPurchase', { name: 'P-1', xSupplier: id, ...sum('300.00') });
    await make('xPurchase', { name: 'P-2', xSupplier: id, xPaidOn: '2026-05-05', ...sum('70.00') });
    await make('xPurchase', { name: 'P-3', xSupplier: id, xStatus: 'cancelled', ...sum('500.00') });
    await settleNow(ctx, ctx.registry.getNoun('company'), [id], ['xOwes', 'xWeOwe', 'xPurchases']);
    const { filter } = wholesale.views.bothSides?.settings ?? {};
    expect(await itemsOf(ctx, 'company', { filter })).toMatchObject([
      { id, xOwes: { amount: '120.00' }, xWeOwe: { amount: '300.00' }, xPurchases: 3 },
    ]);
  });
});

describe('several presets', () => {
  it('go together in one workspace', async () => {
    const all = presets.map((preset) => configurationOf(system, preset));
    const names = Object.keys(all[0] ?? {});
    const together = Object.fromEntries(names.map((name) => [name, all.flatMap((one) => one[name] ?? [])]));
    const planned = await planConfiguration(system, together, 'add');
    expect(planned.flatMap(({ key, problem }) => (problem ? [[key, problem]] : []))).toEqual([]);
  });
});

const change = (path: string) => armen.send('POST', `/api/v1/presets/${path}/apply`, {});
const keysIn = (body: Readonly<Record<string, unknown>>) =>
  (body.changes as readonly { key: string; act: string }[]).map(({ key, act }) => `${act} ${key}`);
const preview = async (name: string) => (await armen.get(`/api/v1/presets/${name}/preview`)).body;
const itemsAt = async (path: string) => (await armen.get(`/api/v1/${path}`)).body.items as readonly AnyRecord[];
const pipelineNames = async () => (await itemsAt('pipelines')).map(({ name }) => name);
const offerOf = async (name: string) => (await itemsAt('presets')).find((offer) => offer.name === name);

describe('a trade', () => {
  it('is looked at and added by owners alone', async () => {
    await takeIn(armen, 'Nare Sargsyan', 'manager', 'nare@ararat.am');
    const nare = office.browser();
    await nare.signIn('nare@ararat.am', 'nare@ararat.am plum 1');
    for (const [who, status] of [
      [office.browser(), 401],
      [nare, 403],
    ] as const) {
      expect((await who.get('/api/v1/presets')).status).toBe(status);
      expect((await who.get('/api/v1/presets/shop/preview')).status).toBe(status);
      expect((await who.send('POST', '/api/v1/presets/shop/apply', {})).status).toBe(status);
    }
    expect((await change('spaceships')).status).toBe(404);
    expect((await armen.get('/api/v1/x-orders')).status).toBe(404);
  });

  it('comes after a preview, whole, with its pipelines first, and a second time brings nothing', async () => {
    const planned = await preview('realEstate');
    const offer = await offerOf('realEstate');
    expect(offer).toMatchObject({ missing: offer?.items, label: { ka: 'უძრავი ქონება' } });
    const added = await change('realEstate');
    expect(keysIn(added.body)).toEqual(keysIn(planned));
    expect(keysIn(added.body)).toHaveLength(Number(offer?.items));
    expect(await pipelineNames()).toEqual(['Գույքի վաճառք', 'Վարձակալություն', 'Վաճառք']);
    expect((await armen.send('POST', '/api/v1/x-properties', { name: 'Aram 12', xOffer: 'sale' })).status).toBe(201);
    expect(keysIn(await preview('realEstate'))).toEqual([]);
    expect(keysIn((await change('realEstate')).body)).toEqual([]);
    expect(await offerOf('realEstate')).toMatchObject({ missing: 0 });
    expect((await itemsAt('processes')).map(({ name, state }) => [name, state])).toEqual([
      ['Նոր լիդին զանգում են մեկ աշխատանքային օրում', 'off'],
      ['Դիտումից հետո այցելուին զանգում են', 'off'],
    ]);
    // What both bring makes nobody an agency.
    const agency = await offerOf('agency');
    expect(agency).toMatchObject({ missing: agency?.items });
  });

  it('leaves what the workspace says as it is, and brings back what it gave up', async () => {
    const [field] = (await itemsAt('custom-fields?noun=deal')).filter(({ name }) => name === 'xCommission');
    await armen.send('PATCH', `/api/v1/custom-fields/${field?.id}`, { label: { hy: 'Մեր մասը' }, retired: true });
    const [pipeline] = await itemsAt('pipelines');
    await armen.send('PATCH', `/api/v1/pipelines/${pipeline?.id}`, { name: 'Մեր վաճառքը' });
    const [view] = await itemsAt('views?noun=xProperty');
    await armen.send('DELETE', `/api/v1/views/${view?.id}`);
    expect(keysIn((await change('realEstate')).body)).toEqual([
      'change deal.xCommission',
      'add preset.realEstate.onMarket',
    ]);
    const [again] = (await itemsAt('custom-fields?noun=deal')).filter(({ name }) => name === 'xCommission');
    expect(again).toMatchObject({ label: { hy: 'Մեր մասը' }, retired: false });
    expect(await pipelineNames()).toContain('Մեր վաճառքը');
  });

  it('is made again as it was shipped, all of it or what is wanted of it; what only the workspace has stays', async () => {
    const shipped = (await armen.get('/api/v1/presets/realEstate/package')).body;
    const source = { package: shipped, restore: true } as const;
    const changed = async () =>
      keysIn((await armen.send('POST', '/api/v1/configuration/preview', source)).body as Record<string, unknown>);
    const [own] = (await itemsAt('custom-fields?noun=deal')).filter(({ name }) => name === 'xCommission');
    await armen.send('PATCH', `/api/v1/custom-fields/${own?.id}`, { label: { hy: 'Մեր բաժինը' }, required: true });
    const setting = (await itemsAt('field-settings?noun=deal')).find(({ field }) => field === 'lostReason');
    const { options = [] } = (setting?.definition ?? {}) as { options?: { value: string; label: object }[] };
    const kept = {
      ...((setting?.definition ?? {}) as object),
      options: [...options, { value: 'moved', label: { en: 'Moved' } }],
    };
    const { status } = await armen.send('PUT', '/api/v1/field-settings/deal/lostReason', {
      ...{ definition: kept, version: setting?.version },
    });
    expect(status).toBe(200);
    expect(await changed()).toEqual(['change deal.xCommission', 'change preset.realEstate.sale']);
    const without = ['pipelines preset.realEstate.sale'];
    const restored = await armen.send('POST', '/api/v1/configuration/apply', { ...source, without });
    expect(keysIn(restored.body as Record<string, unknown>)).toEqual(['change deal.xCommission']);
    expect(await changed()).toEqual(['change preset.realEstate.sale']);
    const [again] = (await itemsAt('custom-fields?noun=deal')).filter(({ name }) => name === 'xCommission');
    expect([again?.label, again?.required ?? false]).toEqual([expect.objectContaining({ hy: 'Միջնորդավճար' }), false]);
    expect(await pipelineNames()).toContain('Մեր վաճառքը');
    await armen.send('POST', '/api/v1/configuration/apply', source);
    expect(await changed()).toEqual([]);
    expect(await pipelineNames()).not.toContain('Մեր վաճառքը');
    const after = (await itemsAt('field-settings?noun=deal')).find(({ field }) => field === 'lostReason');
    expect(JSON.stringify(after)).toContain('Moved');
    const standard = (await armen.get('/api/v1/presets/standard/package')).body;
    const asBegun = { package: standard, restore: true };
    expect((await armen.send('POST', '/api/v1/configuration/preview', asBegun)).body).toEqual({ changes: [] });
  });

  it('adds its options to a directory that has others, and its pipelines behind those that deals stand in', async () => {
    await armen.send('POST', '/api/v1/deals', { name: 'Aram 12' });
    const before = await pipelineNames();
    const added = await change('booking');
    expect(keysIn(added.body)).toContain('change deal.lostReason');
    expect(await pipelineNames()).toEqual([...before, 'Առաջին այցեր']);
    const settings = (await itemsAt('field-settings?noun=deal')).find(({ field }) => field === 'lostReason');
    const { options } = (settings?.definition ?? {}) as { options?: { value: string }[] };
    expect(options?.map(({ value }) => value)).toEqual([
      ...['xLocation', 'xNoMortgage', 'moved', 'xNoTime', 'xContraindicated'],
    ]);
    await armen.send('POST', '/api/v1/configuration/apply', { version: added.body.before });
    expect((await armen.get('/api/v1/x-appointments')).body.items).toEqual([]);
    expect((await armen.send('POST', '/api/v1/x-appointments', { name: 'Nails' })).status).toBe(404);
    expect(keysIn((await change('booking')).body)).toContain('change xAppointment');
    expect(await pipelineNames()).toContain('Առաջին այցեր');
  });

  it('that would need another thing under a name the workspace uses is refused whole, and says so beforehand', async () => {
    const fields = [
      { kind: 'text', label: { en: 'Fuel' } },
      { kind: 'text', label: { en: 'Status' } },
    ];
    await armen.send('POST', '/api/v1/custom-nouns', {
      one: { en: 'Repair order' },
      many: { en: 'Repair orders' },
      fields,
    });
    const problems = (await preview('carService')).changes as readonly {
      key: string;
      problem: { code: string } | null;
    }[];
    expect(problems.filter(({ problem }) => problem).map(({ key }) => key)).toEqual(['preset.carService.workshop']);
    expect(await change('carService')).toMatchObject({ status: 409, code: 'configurationConflict' });
    expect((await armen.get('/api/v1/x-vehicles')).status).toBe(404);
  });

  it('is added at the command line, where a wrong name is told the right ones', async () => {
    const rapport = (...args: string[]) =>
      runCommand([presetCommand], { DATABASE_URL: urlOf(office.database.connection) }, 'config', 'preset', ...args);
    const wrong = await rapport('spaceships');
    expect([wrong.code, wrong.err]).toEqual([64, expect.stringContaining('realEstate, shop')]);
    const looked = await rapport('booking', '--preview', '--json');
    expect([looked.code, JSON.parse(looked.out)]).toEqual([0, { applied: false, changes: [] }]);
    expect((await rapport('booking')).out.trim()).toBe('0 added');
    const refused = await rapport('carService');
    expect([refused.code, refused.out]).toEqual([
      65,
      expect.stringContaining('preset.carService.workshop: notABoardField'),
    ]);
  });
});
