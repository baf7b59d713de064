import { describe, expect, test } from 'vitest';
import { actAs } from '../../../server/access/act-as.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { mergeRecords } from '../../../server/merging/merge-records.ts';
import { undoMerge } from '../../../server/merging/undo-merge.ts';
import { readRegistry } from '../../../server/metadata/registries.ts';
import { aggregateRecords } from '../../../server/records/aggregate.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { campaign } from '../../campaigns/contract/index.ts';
import { company } from '../../companies/contract/index.ts';
import { deal, dealLine } from '../../deals/contract/index.ts';
import { note } from '../../notes/contract/index.ts';
import { person } from '../../people/contract/index.ts';
import { product } from '../../products/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import { accessRole, member } from '../../workspace/contract/index.ts';
import { lead } from '../contract/index.ts';
import { takeDown } from './asked.service.ts';
import { convert } from './conversion.service.ts';
import { proposeConversion } from './conversion-proposal.ts';
import { undoConversion } from './undo-conversion.ts';

const { database, system, registry, join } = await useWorkspace();
await prepareJobs(database, { info: () => undefined, warn: () => undefined, error: console.error });
const anna = await join('Anna Snelling', 'seller');
const boris = await join('Boris Faz', 'seller');
const maria = await join('Maria Petrova', 'manager');
const vera = await join('Vera Lang', 'viewer');
const open = { status: 'new', closedAt: null };

async function listTasks(of: string) {
  const page = await listRecords(maria, task, { filter: { field: 'lead', op: 'is', value: of } });
  return (JSON.parse(page) as { items: RecordOf<typeof task>[] }).items;
}

describe('a lead', () => {
  test('is called after whoever came, or how to reach them', async () => {
    const named = async (values: object) => (await createRecord(anna, lead, values)).name;
    expect(await named({ contact: { given: 'Hayk', family: 'Harutyunyan' }, companyName: 'Ararat' })).toBe(
      'Hayk Harutyunyan, Ararat',
    );
    expect(await named({ phones: ['+374 91 123456'] })).toBe('+374 91 123456');
    expect(await named({ emails: ['nino@tiflis.ge'], phones: ['+374 91 123456'] })).toBe('nino@tiflis.ge');
    expect(await named({})).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(await named({ contact: { given: 'Hayk' }, companyName: 'Long '.repeat(59) })).toHaveLength(300);
    const { id } = await createRecord(anna, lead, { name: 'Roof', companyName: 'Ararat' });
    expect((await updateRecord(anna, lead, id, { name: null })).name).toBe('Ararat');
  });

  test('is rejected for a reason, and open again without it', async () => {
    const { id } = await createRecord(anna, lead, { companyName: 'Far away' });
    const refused = { status: 422, fields: [{ path: 'rejectionReason', code: 'required' }] };
    await expect(updateRecord(anna, lead, id, { status: 'rejected' })).rejects.toMatchObject(refused);
    expect(await getRecord(anna, lead, id)).toMatchObject(open);
    const gone = { status: 'rejected', rejectionReason: 'notOurs', rejectionComment: 'Another country' };
    expect(await updateRecord(anna, lead, id, gone)).toMatchObject({ ...gone, closedAt: expect.any(String) });
    const back = { status: 'new', rejectionReason: null, rejectionComment: null, closedAt: null };
    expect(await updateRecord(anna, lead, id, { status: 'new' })).toMatchObject(back);
    await expect(createRecord(anna, lead, { name: 'Spam', status: 'rejected' })).rejects.toMatchObject(refused);
  });

  test('becomes converted by its conversion alone', async () => {
    const refused = { status: 422, fields: [{ path: 'status', code: 'convertedByConversion' }] };
    await expect(createRecord(anna, lead, { name: 'Sly', status: 'converted' })).rejects.toMatchObject(refused);
    const { id } = await createRecord(anna, lead, { name: 'Sly' });
    await expect(updateRecord(anna, lead, id, { status: 'converted' })).rejects.toMatchObject(refused);
    const old = await createRecord({ ...maria, through: 'import' }, lead, { name: 'Of 2019', status: 'converted' });
    expect(old).toMatchObject({ status: 'converted', closedAt: null });
  });

  test('takes another one in, but for why that was rejected, and nothing that was converted', async () => {
    const stays = await createRecord(anna, lead, { name: 'Twice', phones: ['+374 91 444444'] });
    const rejected = { status: 'rejected', rejectionReason: 'notReached' };
    const { id: fair } = await createRecord(anna, campaign, { name: 'Fair' });
    const other = await createRecord(anna, lead, { name: 'Twice too', campaign: fair, ...rejected });
    const { merge } = await mergeRecords(anna, lead, stays.id, { other: other.id, keep: {} });
    expect(await getRecord(anna, lead, stays.id)).toMatchObject({
      ...{ ...open, campaign: { id: fair }, rejectionReason: null },
    });
    await undoMerge(anna, lead, stays.id, merge);
    const wish = { other: other.id, keep: { status: 'other' } } as const;
    await mergeRecords(anna, lead, stays.id, wish);
    expect(await getRecord(anna, lead, stays.id)).toMatchObject(rejected);
    const [fresh, done] = [
      await createRecord(anna, lead, { name: 'Fresh' }),
      await createRecord(anna, lead, { name: 'Done', companyName: 'Done Ltd' }),
    ];
    await convert(anna, done.id, { company: { create: {} }, person: null, deal: null });
    const refused = { status: 409, code: 'leadConverted' };
    await expect(mergeRecords(anna, lead, fresh.id, { other: done.id, keep: {} })).rejects.toMatchObject(refused);
    await mergeRecords(anna, lead, done.id, { other: fresh.id, keep: {} });
    expect(await getRecord(anna, lead, done.id)).toMatchObject({ status: 'converted' });
  });

  test('comes with a task to whom it is given, once', async () => {
    const now = () => new Date('2026-05-04T09:00:00Z');
    const { id } = await createRecord({ ...maria, now }, lead, { name: 'Roof', owner: anna.actor.memberId });
    const [first, ...more] = await listTasks(id);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ title: 'Roof', kind: 'call', done: false, owner: { id: anna.actor.memberId } });
    expect(Date.parse(first?.dueAt ?? '')).toBe(Date.parse('2026-05-04T10:00:00Z'));
    await updateRecord(maria, lead, id, { owner: boris.actor.memberId });
    await updateRecord(maria, lead, id, { owner: anna.actor.memberId });
    expect((await listTasks(id)).map(({ owner }) => owner?.id)).toEqual([anna.actor.memberId, boris.actor.memberId]);
    const own = await createRecord(anna, lead, { name: 'Found by herself' });
    const brought = { name: 'From a file', owner: anna.actor.memberId };
    const imported = await createRecord({ ...maria, through: 'import' }, lead, brought);
    expect([...(await listTasks(own.id)), ...(await listTasks(imported.id))]).toEqual([]);
  });
});

describe('the conversion of a lead', () => {
  const asked = { company: { create: {} }, person: { create: {} }, deal: { create: {} } };

  async function createLead(values: object = {}) {
    return createRecord(anna, lead, {
      contact: { given: 'Նարե', family: 'Հարությունյան' },
      ...{ companyName: 'Արարատ', jobTitle: 'Buyer', emails: ['nare@ararat.am'], phones: ['+374 91 123456'] },
      ...{ source: 'exhibition', interest: 'Tiles for a roof', budget: { amount: '900.00', currency: 'EUR' } },
      ...{ address: { city: 'Yerevan' }, website: 'https://ararat.am', ...values },
    });
  }

  test('is nobody’s who may not change the lead, and leaves nothing behind', async () => {
    const { id, name } = await createLead({ companyName: 'Not theirs' });
    await expect(convert(vera, id, asked)).rejects.toMatchObject({ status: 403 });
    await expect(convert(boris, id, asked)).rejects.toMatchObject({ status: 403 });
    await expect(convert(anna, id, { company: null, person: null, deal: null })).rejects.toMatchObject({
      code: 'conversionEmpty',
    });
    const wrong = { ...asked, deal: { create: { amount: { amount: 'much', currency: 'EUR' } } } };
    const fault = { status: 422, fields: [expect.objectContaining({ path: 'deal.amount.amount' })] };
    await expect(convert(anna, id, wrong)).rejects.toMatchObject(fault);
    const nobodys = { ...asked, company: { id: id } };
    await expect(convert(anna, id, nobodys)).rejects.toMatchObject({ fields: [{ path: 'company' }] });
    expect(await getRecord(anna, lead, id)).toMatchObject({ ...open, name, company: null, deal: null });
    const filter = { field: 'name', op: 'is', value: 'Not theirs' } as const;
    expect(JSON.parse(await listRecords(maria, company, { filter }))).toMatchObject({ items: [] });
  });

  test('takes all that is known, and all that was done, to what the lead became', async () => {
    const tile = await createRecord(maria, product, { name: 'Tile', price: { amount: '2.00', currency: 'EUR' } });
    const work = await createRecord(maria, product, { name: 'Work', price: { amount: '30', currency: 'USD' } });
    const { id, name } = await createLead({ products: [tile.id, work.id] });
    const said = await createRecord(boris, note, { body: 'Wants red ones', lead: id });
    const due = await createRecord(anna, task, { title: 'Measure', lead: id });
    const became = JSON.parse((await convert(anna, id, asked)).json) as RecordOf<typeof lead>;
    expect(became).toMatchObject({ id, status: 'converted', closedAt: expect.any(String) });
    const links = { company: became.company?.id, person: became.person?.id, deal: became.deal?.id };
    expect(await getRecord(anna, company, links.company ?? '')).toMatchObject({
      ...{ name: 'Արարատ', website: 'https://ararat.am', address: { city: 'Yerevan' }, source: 'exhibition' },
      ...{ emails: [], owner: { id: anna.actor.memberId } },
    });
    expect(await getRecord(anna, person, links.person ?? '')).toMatchObject({
      ...{ name: { given: 'Նարե', family: 'Հարությունյան' }, jobTitle: 'Buyer', company: { id: links.company } },
      ...{ emails: [{ address: 'nare@ararat.am' }], phones: [{ number: '+37491123456' }] },
    });
    expect(await getRecord(anna, deal, links.deal ?? '')).toMatchObject({
      ...{ name, company: { id: links.company }, people: [{ id: links.person }], status: 'open' },
      ...{ amount: { amount: '2.00', currency: 'EUR' }, description: 'Tiles for a roof' },
    });
    const lines = await listRecords(anna, dealLine, { filter: { field: 'deal', op: 'is', value: links.deal ?? '' } });
    const prices = (JSON.parse(lines) as { items: RecordOf<typeof dealLine>[] }).items.map((line) => line.price);
    expect(prices).toEqual([tile.price, null]);
    for (const [noun, record] of [
      [note, said],
      [task, due],
    ] as const)
      expect(await getRecord(boris, noun, record.id)).toMatchObject({
        ...{ lead: { id }, company: { id: links.company }, person: { id: links.person }, deal: { id: links.deal } },
      });
    await expect(convert(anna, id, asked)).rejects.toMatchObject({ status: 409, code: 'leadConverted' });
    await expect(updateRecord(anna, lead, id, { status: 'working' })).rejects.toMatchObject({ code: 'leadConverted' });
  });

  test('tells nobody by what it became what of the lead is closed to them', async () => {
    const hidden = { interest: 'hidden', budget: 'hidden', phones: 'masked', channel: 'hidden', products: 'hidden' };
    const role = await createRecord(system, accessRole, {
      ...{ name: 'Caller', base: 'seller', fieldRights: { lead: hidden, person: { phones: 'masked' } } },
    });
    const { id: memberId } = await createRecord(system, member, {
      ...{ name: 'Eva Blind', role: 'seller', accessRole: role.id },
    });
    const eva = await actAs({ ...anna, registry: await readRegistry(registry, system.db) }, memberId);
    if (!eva) throw new Error('Nobody');
    const tile = await createRecord(maria, product, { name: 'Secret tile', price: { amount: '2', currency: 'EUR' } });
    const { id } = await createLead({ owner: memberId, products: [tile.id], channel: 'chat', companyName: 'Unseen' });
    const became = JSON.parse((await convert(eva, id, asked)).json) as RecordOf<typeof lead>;
    const [dealId, personId, companyId] = [became.deal?.id, became.person?.id, became.company?.id];
    expect(await getRecord(system, deal, dealId ?? '')).toMatchObject({ amount: null, description: null });
    const lines = await listRecords(system, dealLine, { filter: { field: 'deal', op: 'is', value: dealId ?? '' } });
    expect(JSON.parse(lines)).toMatchObject({ items: [] });
    // What stays closed to her goes over: half a number she sees on both.
    expect(await getRecord(system, person, personId ?? '')).toMatchObject({ phones: [{ number: '+37491123456' }] });
    expect(await getRecord(system, company, companyId ?? '')).toMatchObject({
      ...{ firstChannel: null, firstSource: 'exhibition' },
    });
  });

  test('joins those who are there already and leaves them as they are', async () => {
    const there = await createRecord(boris, company, { name: 'ԱՐԱՐԱՏ 2' });
    const known = await createRecord(boris, person, { name: { given: 'Narek' }, phones: ['+374 91 123499'] });
    const { id } = await createLead({ companyName: 'Արարատ 2', phones: ['+374 (91) 12-34-99', '+374 10 555555'] });
    const { company: companies, person: people } = await proposeConversion(anna, id);
    expect(companies.matches).toEqual([{ id: there.id, label: 'ԱՐԱՐԱՏ 2' }]);
    expect(people.matches).toContainEqual({ id: known.id, label: 'Narek' });
    await convert(anna, id, { company: { id: there.id }, person: { id: known.id }, deal: null });
    expect(await getRecord(anna, lead, id)).toMatchObject({
      ...{ status: 'converted', company: { id: there.id }, person: { id: known.id }, deal: null },
    });
    // But for what nobody changes by hand: by what they were won.
    const kept = { version: 2, updatedAt: expect.any(String), firstSource: 'exhibition' };
    expect([await getRecord(boris, company, there.id), await getRecord(boris, person, known.id)]).toEqual([
      { ...there, ...kept },
      { ...known, ...kept },
    ]);
  });

  test('names by what the client was won, once and for good', async () => {
    const { id: roofs } = await createRecord(anna, campaign, { name: 'Spring roofs' });
    const { id: autumn } = await createRecord(anna, campaign, { name: 'Autumn' });
    const first = { source: 'advertising', channel: 'phone', campaign: roofs };
    const kept = { firstSource: 'advertising', firstChannel: 'phone', firstCampaign: { id: roofs } };
    const of = (one: RecordOf<typeof lead>) => ({ company: one.company?.id ?? '', person: one.person?.id ?? '' });
    const made = await createLead({ companyName: 'Won once', ...first });
    const ids = of(JSON.parse((await convert(anna, made.id, asked)).json));
    const both = async () => [await getRecord(anna, company, ids.company), await getRecord(anna, person, ids.person)];
    expect(await both()).toMatchObject([kept, kept]);
    const refused = { fields: [{ path: 'firstChannel', code: 'readOnly' }] };
    await expect(updateRecord(maria, company, ids.company, { firstChannel: 'chat' })).rejects.toMatchObject(refused);
    await updateRecord(anna, company, ids.company, { source: 'partner' });
    const second = await createLead({
      companyName: 'Won once',
      source: 'coldCall',
      channel: 'list',
      campaign: autumn,
    });
    await convert(anna, second.id, { company: { id: ids.company }, person: { id: ids.person }, deal: null });
    expect(await both()).toMatchObject([{ ...kept, source: 'partner' }, kept]);
    const filter = { field: 'firstCampaign.name', op: 'contains', value: 'spring' } as const;
    expect(JSON.parse(await listRecords(vera, company, { filter })).items).toMatchObject([{ id: ids.company }]);
    const { groups } = await aggregateRecords(vera, company, { group: [{ field: 'firstChannel' }], filter });
    expect(groups).toEqual([{ keys: ['phone'], values: [1] }]);
  });

  test('taken back, did not win who was there before it', async () => {
    const there = await createRecord(anna, company, { name: 'Nobody knew' });
    const { id } = await createLead({ companyName: 'Nobody knew', channel: 'chat' });
    await convert(anna, id, { company: { id: there.id }, person: null, deal: null });
    expect(await getRecord(anna, company, there.id)).toMatchObject({ firstChannel: 'chat' });
    await undoConversion(anna, id);
    const nothing = { firstSource: null, firstChannel: null, firstCampaign: null };
    expect(await getRecord(anna, company, there.id)).toMatchObject(nothing);
  });

  test('of two at once one is told that the other was faster', async () => {
    const { id } = await createLead({ companyName: 'Twice' });
    const twice = await Promise.allSettled([convert(anna, id, asked), convert(maria, id, asked)]);
    expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(twice.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'leadConverted' } });
    const filter = { field: 'name', op: 'is', value: 'Twice' } as const;
    expect(JSON.parse(await listRecords(maria, company, { filter })).items).toHaveLength(1);
  });

  describe('is taken back', () => {
    const becameOf = async (values: object) => {
      const { id } = await createLead(values);
      const said = await createRecord(boris, note, { body: 'Said before', lead: id });
      const became = JSON.parse((await convert(anna, id, asked)).json) as RecordOf<typeof lead>;
      const ids = { company: became.company?.id ?? '', person: became.person?.id ?? '', deal: became.deal?.id ?? '' };
      return { id, said, ...ids };
    };
    const inBin = async (noun: typeof company | typeof person | typeof deal, id: string) =>
      (await getRecord(maria, noun, id)).deletedAt !== null;

    test('by nobody who may not change the lead, and not where there was none', async () => {
      const { id, deal: made } = await becameOf({ companyName: 'Kept' });
      await expect(undoConversion(vera, id)).rejects.toMatchObject({ status: 403 });
      await expect(undoConversion(boris, id)).rejects.toMatchObject({ status: 403 });
      expect([await inBin(deal, made), (await getRecord(anna, lead, id)).status]).toEqual([false, 'converted']);
      const { id: open } = await createLead({ companyName: 'Open' });
      await expect(undoConversion(anna, open)).rejects.toMatchObject({ status: 409, code: 'leadNotConverted' });
    });

    test('as a whole: the lead is what it was, its story points at nothing that is gone, and it converts again', async () => {
      const { id, said, ...ids } = await becameOf({ companyName: 'Undone' });
      expect(await undoConversion(anna, id)).toEqual({ stays: [] });
      expect(await getRecord(anna, lead, id)).toMatchObject({ ...open, company: null, person: null, deal: null });
      expect([await inBin(company, ids.company), await inBin(person, ids.person), await inBin(deal, ids.deal)]).toEqual(
        [true, true, true],
      );
      expect(await getRecord(boris, note, said.id)).toMatchObject({
        lead: { id },
        company: null,
        person: null,
        deal: null,
      });
      expect(JSON.parse((await convert(anna, id, asked)).json)).toMatchObject({ status: 'converted' });
    });

    test('but for what something else happened to, and what that points at', async () => {
      const changed = await becameOf({ companyName: 'Changed since' });
      await updateRecord(anna, deal, changed.deal, { description: 'Now with a terrace' });
      const told = await undoConversion(anna, changed.id);
      const because = (noun: string, id: string, why: string) => ({ noun, id, because: why });
      expect(told.stays).toEqual([
        because('deal', changed.deal, 'changed'),
        because('person', changed.person, 'used'),
        because('company', changed.company, 'used'),
      ]);
      expect(await getRecord(boris, note, changed.said.id)).toMatchObject({ deal: { id: changed.deal } });
      const used = await becameOf({ companyName: 'Used since' });
      await createRecord(boris, note, { body: 'Of the company', company: used.company });
      expect((await undoConversion(anna, used.id)).stays).toEqual([because('company', used.company, 'used')]);
      expect(await getRecord(boris, note, used.said.id)).toMatchObject({ company: { id: used.company }, deal: null });
    });
  });
});

describe('somebody who asked', () => {
  const phones = ['+374 94 700001'];
  const wish = { interest: 'Roof tiles\nfor a barn' };

  test('is taken down by nobody who may make no lead, and not without a word of who it was', async () => {
    const nobody = { occasion: 'phone', lead: { phones } } as const;
    await expect(takeDown(vera, nobody)).rejects.toMatchObject({ status: 403 });
    const unnamed = { status: 422, fields: [{ path: 'lead.contact', code: 'required' }] };
    await expect(takeDown(anna, { occasion: 'phone', lead: wish })).rejects.toMatchObject(unnamed);
    const wrong = { occasion: 'phone', lead: { phones: ['none'] } } as const;
    const atPhones = { fields: [{ path: expect.stringMatching(/^lead\.phones/) }] };
    await expect(takeDown(anna, wrong)).rejects.toMatchObject(atPhones);
    const late = { occasion: 'phone', lead: { phones }, nextStep: { dueAt: 'soon' } } as const;
    await expect(takeDown(anna, late)).rejects.toMatchObject({ fields: [{ path: 'nextStep.dueAt' }] });
    const page = await listRecords(maria, lead, { filter: { field: 'phones', op: 'is', value: '+37494700001' } });
    expect(JSON.parse(page).items).toEqual([]);
  });

  test.each([
    ['showroom', { kind: 'visit', initiative: 'theirs' }, { channel: 'meeting', source: 'walkIn' }],
    ['phone', { kind: 'call', initiative: 'theirs' }, { channel: 'phone' }],
    ['visit', { kind: 'visit', initiative: 'ours' }, { channel: 'meeting' }],
    ['campaign', { kind: 'letter', initiative: 'theirs' }, { channel: 'email', source: 'advertising' }],
    ['event', { kind: 'meeting', initiative: 'theirs' }, { source: 'exhibition' }],
  ] as const)('by %s becomes a lead with the contact in its timeline', async (occasion, contact, of) => {
    const { id: roofs } = await createRecord(anna, campaign, { name: `Asked by ${occasion}` });
    const said = { companyName: `Asker ${occasion}`, ...wish, campaign: roofs };
    const values = occasion === 'campaign' ? { ...said, channel: 'email' } : said;
    const taken = await takeDown(anna, { occasion, lead: values });
    expect(taken).toMatchObject({ noun: 'lead', isNew: true });
    expect(await getRecord(anna, lead, taken.id)).toMatchObject({ ...of, campaign: { id: roofs }, ...wish });
    const [only, ...others] = await listTasks(taken.id);
    expect(others).toEqual([]);
    const told = { done: true, title: 'Roof tiles', outcome: wish.interest, campaign: { id: roofs } };
    expect(only).toMatchObject({ ...contact, ...told });
  });

  test('again is the lead that is open, later the client, and each time with what is next', async () => {
    const gor = { phones: ['+374 94 700002'], contact: { given: 'Gor' } };
    const ask = () => takeDown(anna, { occasion: 'phone', lead: gor, nextStep: { title: 'Offer' } });
    const first = await ask();
    expect(await ask()).toEqual({ noun: 'lead', id: first.id, isNew: false });
    expect(await listTasks(first.id)).toHaveLength(4);
    const person = { company: null, person: { create: {} }, deal: null };
    const became = JSON.parse((await convert(anna, first.id, person)).json);
    expect(await ask()).toEqual({ noun: 'person', id: became.person.id, isNew: false });
    const ofThem: Filter = { field: 'person', op: 'is', value: became.person.id };
    const filter: Filter = { all: [ofThem, { field: 'done', op: 'is', value: false }] };
    const { items } = JSON.parse(await listRecords(anna, task, { filter }));
    expect(items.map(({ title }: { title: string }) => title)).toEqual(['Offer', 'Offer', 'Offer']);
  });
});
