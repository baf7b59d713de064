import { describe, expect, it } from 'vitest';
import { company } from '../../modules/companies/contract/index.ts';
import { deal, dealLine, stage } from '../../modules/deals/contract/index.ts';
import { person } from '../../modules/people/contract/index.ts';
import { product } from '../../modules/products/contract/index.ts';
import type { AppError } from '../../shared/errors.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { createRecord } from './create.ts';
import { countRecords, listRecords } from './list.ts';
import { getRecord } from './read.ts';
import { deleteRecord, restoreRecord } from './remove.ts';
import { updateRecord } from './update.ts';
import { createNaming, updateNaming } from './write-naming.ts';

const { system, join } = await useWorkspace();
const anna = await join('Anna Snelling', 'seller');
const boris = await join('Boris Faz', 'seller');
const vera = await join('Vera Lang', 'viewer');

interface Page {
  items: { id: string; name: unknown; [field: string]: unknown }[];
  next: string | null;
}
const list = async (...args: Parameters<typeof listRecords>) => JSON.parse(await listRecords(...args)) as Page;
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: AppError) => error,
  );

describe('a record', () => {
  it('comes back as it was given, with everything a record carries', async () => {
    const acme = await createRecord(anna, company, {
      name: 'Acme Corporation',
      kinds: ['customer', 'supplier'],
      emails: ['info@acme.example'],
      phones: [{ number: '+37410123456', label: 'office' }],
      annualRevenue: { amount: '1100.04', currency: 'USD' },
      address: { city: 'Yerevan', country: 'AM' },
      foundedYear: 1996,
    });
    expect(acme).toMatchObject({
      version: 1,
      name: 'Acme Corporation',
      kinds: ['customer', 'supplier'],
      emails: [{ address: 'info@acme.example' }],
      annualRevenue: { amount: '1100.04', currency: 'USD' },
      address: { city: 'Yerevan', country: 'AM' },
      foundedYear: 1996,
      owner: { id: anna.actor.memberId },
      deletedAt: null,
      parent: null,
    });
    expect(await getRecord(vera, company, acme.id)).toEqual(acme);
  });

  it('is not written when a required field is missing, and the error names it', async () => {
    const error = await refusal(createRecord(anna, company, { kinds: ['customer'] }));
    expect(error).toMatchObject({ status: 422, fields: [{ path: 'name', code: 'required' }] });
    expect(await countRecords(anna, company, { filter: { field: 'name', op: 'isEmpty' } })).toEqual({
      count: 0,
      capped: false,
    });
  });

  it('refuses a reference to what is not there or lies in the bin', async () => {
    const gone = await createRecord(anna, company, { name: 'Gone Ltd' });
    await deleteRecord(anna, company, gone.id);
    const error = await refusal(createRecord(anna, person, { name: { given: 'Ann' }, company: gone.id }));
    expect(error).toMatchObject({ status: 422, fields: [{ path: 'company', code: 'unknownReference' }] });
  });

  it('keeps links to many with roles, in order', async () => {
    const [one, two] = [
      await createRecord(anna, company, { name: 'One' }),
      await createRecord(anna, company, { name: 'Two' }),
    ];
    const hayk = await createRecord(anna, person, {
      name: { given: 'Հայկ', family: 'Հարությունյան' },
      affiliations: [{ id: two.id, role: 'director' }, one.id],
    });
    expect(hayk.affiliations).toEqual([{ id: two.id, role: 'director' }, { id: one.id }]);
    const changed = await updateRecord(anna, person, hayk.id, { affiliations: [{ id: one.id, role: 'buyer' }] });
    expect(changed.affiliations).toEqual([{ id: one.id, role: 'buyer' }]);
    const found = await list(anna, person, { filter: { field: 'affiliations', op: 'is', value: one.id } });
    expect(found.items.map((item) => item.id)).toEqual([hayk.id]);
  });
});

describe('changing', () => {
  it('counts the version up and refuses a change made against an older state, with the current one', async () => {
    const record = await createRecord(anna, company, { name: 'Betasoloin' });
    const changed = await updateRecord(anna, company, record.id, { industry: 'medical' }, 1);
    expect(changed).toMatchObject({ version: 2, industry: 'medical' });
    const error = await refusal(updateRecord(anna, company, record.id, { industry: 'retail' }, 1));
    expect(error).toMatchObject({
      status: 412,
      code: 'stale',
      params: { current: { version: 2, industry: 'medical' } },
    });
    expect((await getRecord(anna, company, record.id)).industry).toBe('medical');
  });

  it('writes nothing when nothing differs', async () => {
    const record = await createRecord(anna, company, { name: 'Same', annualRevenue: { amount: '5', currency: 'EUR' } });
    const same = await updateRecord(anna, company, record.id, { annualRevenue: { amount: '5.00', currency: 'EUR' } });
    expect(same.version).toBe(1);
  });

  it('is refused for what belongs to a colleague, and the record stays as it was', async () => {
    const record = await createRecord(anna, company, { name: 'Hers' });
    expect(await refusal(updateRecord(boris, company, record.id, { name: 'His' }))).toMatchObject({ status: 403 });
    expect(await refusal(deleteRecord(boris, company, record.id))).toMatchObject({ status: 403 });
    expect(await refusal(updateRecord(vera, company, record.id, { name: 'Hers too' }))).toMatchObject({ status: 403 });
    expect(await getRecord(anna, company, record.id)).toEqual(record);
  });

  it('refuses what only the server sets', async () => {
    const record = await createRecord(anna, company, { name: 'Fixed' });
    const error = await refusal(
      updateRecord(anna, company, record.id, { createdAt: '2020-01-01T00:00:00Z', nonsense: 1 }),
    );
    expect(error).toMatchObject({ status: 422 });
    expect(error?.fields.map((field) => field.path).sort()).toEqual(['createdAt', 'nonsense']);
  });
});

describe('the bin', () => {
  it('takes a deal with its lines and gives both back', async () => {
    const pro = await createRecord(system, product, { name: 'GTX Pro', price: { amount: '4821', currency: 'USD' } });
    const sale = await createRecord(anna, deal, { name: 'Sale' });
    const line = await createRecord(anna, dealLine, { deal: sale.id, product: pro.id, quantity: 2 });
    await deleteRecord(anna, deal, sale.id);
    expect((await list(anna, dealLine, { filter: { field: 'deal', op: 'is', value: sale.id } })).items).toEqual([]);
    expect((await list(anna, deal, { deleted: true })).items.map((item) => item.id)).toContain(sale.id);
    await restoreRecord(anna, deal, sale.id);
    const lines = await list(anna, dealLine, { filter: { field: 'deal', op: 'is', value: sale.id } });
    expect(lines.items.map((item) => item.id)).toEqual([line.id]);
  });
});

describe('a list', () => {
  it('is walked page by page, empty values last in both directions, nothing missed or doubled', async () => {
    const names = ['Ալֆա', 'Альфа', 'ალფა', 'alpha', 'Beta', 'Gamma', 'Delta'];
    for (const [index, name] of names.entries())
      await createRecord(anna, company, {
        name: `walk ${name}`,
        employees: index % 3 === 0 ? null : index,
      });
    for (const sort of ['employees', '-employees', 'name', '-name', 'createdAt', '-createdAt']) {
      const seen: Page['items'] = [];
      let cursor: string | undefined;
      do {
        const page: Page = await list(anna, company, { search: 'walk', sort, limit: 2, ...(cursor ? { cursor } : {}) });
        seen.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor);
      expect(new Set(seen.map((item) => item.id)).size).toBe(names.length);
      expect(seen).toHaveLength(names.length);
      if (sort.endsWith('employees')) {
        const values = seen.map((item) => item.employees as number | null);
        const filled = values.filter((value) => value !== null);
        expect(values.slice(filled.length).every((value) => value === null)).toBe(true);
        expect(filled).toEqual([...filled].sort((a, b) => (sort.startsWith('-') ? b - a : a - b)));
      }
    }
  });

  it('finds names across scripts', async () => {
    const ivanov = await createRecord(anna, person, { name: { given: 'Иван', family: 'Иванов' } });
    for (const search of ['ivanov', 'Ivanoff', 'иванов', 'ИВАН']) {
      const found = await list(anna, person, { search });
      expect(found.items.map((item) => item.id)).toContain(ivanov.id);
    }
  });

  it('labels what relations point at when asked to', async () => {
    const acme = await createRecord(anna, company, { name: 'Labelled' });
    await createRecord(anna, person, { name: { given: 'Lusine' }, company: acme.id });
    const found = await list(anna, person, { search: 'Lusine', expand: ['company', 'owner'] });
    expect(found.items[0]).toMatchObject({
      company: { id: acme.id, label: 'Labelled' },
      owner: { label: 'Anna Snelling' },
    });
  });
});

describe('what a reader asks to see', () => {
  it('is refused by name where it is no field, or is to be labelled and points at nothing', async () => {
    const acme = await createRecord(anna, company, { name: 'Asked' });
    const asks = [
      [{ expand: ['parent', 'name'] }, 'expand', 'notAPointer', 'name'],
      [{ expand: ['*', 'emails'] }, 'expand', 'notAPointer', 'emails'],
      [{ expand: ['createdAt'] }, 'expand', 'notAPointer', 'createdAt'],
      [{ expand: ['colour'] }, 'expand', 'unknownField', 'colour'],
      [{ fields: ['name', 'toString'] }, 'fields', 'unknownField', 'toString'],
    ] as const;
    for (const [shape, path, code, field] of asks) {
      const error = { status: 422, fields: [{ path, code, params: { field } }] };
      expect(await refusal(getRecord(anna, company, acme.id, shape))).toMatchObject(error);
      expect(await refusal(listRecords(anna, company, shape))).toMatchObject(error);
    }
  });

  it('is what comes, in whatever order it was asked for, with id and version', async () => {
    const acme = await createRecord(anna, company, { name: 'Few fields', industry: 'retail' });
    const few = await getRecord(anna, company, acme.id, { fields: ['owner', 'name'], expand: ['owner', 'parent'] });
    expect(few).toEqual({
      ...{ id: acme.id, version: 1, name: 'Few fields' },
      owner: { id: anna.actor.memberId, label: 'Anna Snelling' },
    });
    expect(await getRecord(anna, company, acme.id, { fields: [] })).toEqual({ id: acme.id, version: 1 });
  });
});

describe('a deal', () => {
  const stages = async () =>
    (await list(system, stage, { sort: 'position' })).items as unknown as { id: string; kind: string; name: string }[];

  it('starts in the first stage and follows its stage', async () => {
    const sale = await createRecord(anna, deal, { name: 'First' });
    expect(sale).toMatchObject({ status: 'open', owner: { id: anna.actor.memberId }, closedOn: null });
    const all = await stages();
    expect(sale.stage?.id).toBe(all[0]?.id);
    const won = await updateRecord(anna, deal, sale.id, { stage: all.find((one) => one.kind === 'won')?.id });
    expect(won.status).toBe('won');
    expect(won.closedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('is lost only for a reason', async () => {
    const sale = await createRecord(anna, deal, { name: 'Second' });
    const lost = (await stages()).find((one) => one.kind === 'lost')?.id;
    const error = await refusal(updateRecord(anna, deal, sale.id, { stage: lost }));
    expect(error).toMatchObject({ status: 422, fields: [{ path: 'lostReason', code: 'required' }] });
    expect((await getRecord(anna, deal, sale.id)).status).toBe('open');
    expect((await updateRecord(anna, deal, sale.id, { stage: lost, lostReason: 'price' })).status).toBe('lost');
  });

  it('adds its lines up', async () => {
    const basic = await createRecord(system, product, { name: 'GTX Basic', price: { amount: '550', currency: 'USD' } });
    const sale = await createRecord(anna, deal, { name: 'Third' });
    await createRecord(anna, dealLine, { deal: sale.id, product: basic.id, quantity: 3, discount: 10 });
    const line = await createRecord(anna, dealLine, {
      deal: sale.id,
      name: 'Set-up',
      price: { amount: '99.99', currency: 'USD' },
    });
    expect((await getRecord(anna, deal, sale.id)).amount).toEqual({ amount: '1584.99', currency: 'USD' });
    await deleteRecord(anna, dealLine, line.id);
    expect((await getRecord(anna, deal, sale.id)).amount).toEqual({ amount: '1485.00', currency: 'USD' });
  });

  it('does not take lines from somebody who may not change it', async () => {
    const sale = await createRecord(anna, deal, { name: 'Fourth' });
    const error = await refusal(createRecord(boris, dealLine, { deal: sale.id, name: 'Foreign' }));
    expect(error).toMatchObject({ status: 422, fields: [{ path: 'deal', code: 'unknownReference' }] });
  });
});

describe('what a relation names as new', () => {
  const named = async (ctx: typeof anna, input: unknown) => JSON.parse((await createNaming(ctx, person, input)).json);
  const called = async (name: string) =>
    (await list(boris, company, { filter: { field: 'name', op: 'is', value: name } })).items;

  it('is made by nobody who may not, and not where the record itself is refused', async () => {
    const grants = { company: { create: 'none' } } as const;
    const rights = { id: 'r', name: 'r', base: 'seller', fields: {}, grants } as const;
    const scoped = { ...anna, actor: { ...anna.actor, rights } };
    const given = { name: { given: 'Vesela' }, company: { new: 'Rose Valley' } };
    expect(await refusal(named(vera, given))).toMatchObject({ status: 403, params: { noun: 'person' } });
    expect(await refusal(named(scoped, given))).toMatchObject({ status: 403, params: { noun: 'company' } });
    expect(await refusal(named(anna, { ...given, name: {} }))).toMatchObject({ fields: [{ path: 'name' }] });
    const one = await createRecord(anna, person, { name: { given: 'Vesela' } });
    const stale = updateNaming(anna, person, one.id, { company: given.company }, 7);
    expect(await refusal(stale)).toMatchObject({ status: 412 });
    expect(await called('Rose Valley')).toEqual([]);
  });

  it('is made together with the record, and with a change of one', async () => {
    const made = await named(anna, { name: { given: 'Vesela' }, company: { new: ' Rose Oil ' } });
    const [oil] = await called('Rose Oil');
    expect(made.company).toEqual({ id: oil?.id });
    expect(oil).toMatchObject({ owner: { id: anna.actor.memberId } });
    const changed = await updateNaming(anna, person, made.id, {
      company: { new: 'Rose Water' },
      reportsTo: { new: 'Boris Angelov' },
    });
    const { company: at, reportsTo } = JSON.parse(changed.json);
    expect([at.id]).toEqual((await called('Rose Water')).map(({ id }) => id));
    expect(await getRecord(anna, person, reportsTo.id)).toMatchObject({ name: { given: 'Boris', family: 'Angelov' } });
  });

  it('is refused under its field where a name is not enough, and where it is no name', async () => {
    const given = { name: 'Oil', company: { new: ' ' } };
    const faults = async (input: unknown) => (await refusal(createNaming(system, deal, input)))?.fields;
    expect(await faults(given)).toMatchObject([{ path: 'company.name', code: 'required' }]);
    expect(await faults({ ...given, company: null, stage: { new: 'Later' } })).toMatchObject([
      { path: 'stage.pipeline' },
    ]);
    for (const wrong of [{ new: 7 }, { new: 'Oil', owner: null }])
      expect((await faults({ ...given, company: wrong }))?.map(({ path }) => path)).toContain('company.new');
  });
});
