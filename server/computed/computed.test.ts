import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import { type Context, inTransaction } from '../context.ts';
import { drainJobs } from '../jobs/start-jobs.ts';
import { prepareJobs } from '../jobs/worker-schema.ts';
import { runBatch } from '../records/batch.ts';
import { createRecord } from '../records/create.ts';
import { createMany } from '../records/create-many.ts';
import { listRecords } from '../records/list.ts';
import { getRecord } from '../records/read.ts';
import { deleteRecord, restoreRecord } from '../records/remove.ts';
import { updateRecord } from '../records/update.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { readWorld, recomputed } from './computed.factory.ts';
import { followRates, haveRatesBegun } from './rates.ts';
import { recompute } from './recompute.ts';
import { computedModule, computedNouns } from './sample-nouns.factory.ts';
import { scheduleJobs } from './schedule.ts';
import { computedWork } from './work.job.ts';
import { listWork } from './work.repository.ts';
import { inlineLimit } from './work.ts';

const { company, deal, line, rate } = computedNouns;
const nouns = Object.values(computedNouns);
const { database, workspace, system } = await useWorkspace([computedModule]);
const log = { info: () => undefined, warn: () => undefined, error: console.error };
const workJobs = () =>
  drainJobs({
    ...{ database, log, jobs: [computedWork, ...scheduleJobs] },
    findWorkspace: async () => workspace,
    contextOf: () => system,
  });
beforeAll(() => prepareJobs(database, log));

async function assertRight(ctx: Context = system): Promise<void> {
  const stored = await readWorld(ctx, nouns);
  expect(stored).toEqual(recomputed(ctx, nouns, stored));
}
const eur = (amount: string) => ({ amount, currency: 'EUR' });
const read = async (id: string): Promise<AnyRecord> => ({ ...(await getRecord(system, company, id)) });

interface Act {
  readonly what: 'company' | 'deal' | 'many' | 'line' | 'discount' | 'amount' | 'stage' | 'move' | 'bin' | 'batch';
  readonly which: number;
  readonly other: number;
  readonly cents: number;
}
const acts = fc.array(
  fc.record<Act>({
    what: fc.constantFrom(
      'company',
      'deal',
      'deal',
      'many',
      'line',
      'discount',
      'amount',
      'stage',
      'move',
      'bin',
      'batch',
    ),
    which: fc.nat(40),
    other: fc.nat(40),
    cents: fc.integer({ min: -5_000, max: 5_000 }),
  }),
  { minLength: 5, maxLength: 25 },
);

interface Made {
  readonly company: string[];
  readonly deal: string[];
  readonly line: string[];
  readonly bin: Set<string>;
}
const pick = (ids: readonly string[], index: number) => ids[index % ids.length] ?? '';
const money = (cents: number) => ({ amount: (cents / 100).toFixed(2), currency: cents % 7 === 0 ? 'AMD' : 'EUR' });

async function perform({ what, which, other, cents }: Act, made: Made): Promise<void> {
  const live = made.deal.filter((id) => !made.bin.has(id));
  const newDeal = (index: number) => ({
    title: `D${index}`,
    ...(index % 5 ? { amount: money(cents + index) } : {}),
    stage: index % 2 ? 'open' : 'won',
    ...(index % 3 ? { closedOn: index % 6 ? '2020-05-01' : '2018-05-01' } : {}),
    ...(index % 4 && made.company.length > 0 ? { company: pick(made.company, index) } : {}),
  });
  if (what === 'company') made.company.push((await createRecord(system, company, { name: `C${which}` })).id);
  if (what === 'deal') made.deal.push((await createRecord(system, deal, newDeal(which))).id);
  if (what === 'many') {
    const inputs = [which, other, which + other].map(newDeal);
    made.deal.push(...(await inTransaction(system, (tx) => createMany(tx, deal, inputs))));
  }
  if (what === 'discount' && made.company.length > 0)
    await updateRecord(system, company, pick(made.company, which), { discount: cents / 100, name: `N${other}` });
  if (live.length === 0) return;
  const id = pick(live, which);
  if (what === 'line') made.line.push((await createRecord(system, line, { name: 'L', deal: id, quantity: cents })).id);
  if (what === 'amount') await updateRecord(system, deal, id, { amount: other % 3 ? money(cents) : null });
  if (what === 'stage') await updateRecord(system, deal, id, { stage: other % 2 ? 'open' : 'won', title: `T${other}` });
  if (what === 'move')
    await updateRecord(system, deal, id, { company: other % 4 ? pick(made.company, other) || null : null });
  if (what === 'batch') {
    const operations = [
      { update: { id, amount: money(cents) } },
      { create: newDeal(other) },
      { update: { id, stage: 'won' } },
    ];
    const { items } = JSON.parse(await runBatch(system, deal, { operations })) as { items: AnyRecord[] };
    made.deal.push(items[1]?.id ?? '');
  }
  if (what === 'bin') await throwOrTakeBack(id, other, made);
}

async function throwOrTakeBack(id: string, other: number, made: Made): Promise<void> {
  const [back] = made.bin;
  if (other % 2 && back) {
    await restoreRecord(system, deal, back);
    made.bin.delete(back);
  } else {
    await deleteRecord(system, deal, id);
    made.bin.add(id);
  }
}

describe('any sequence of writes', () => {
  beforeAll(async () => {
    for (const since of ['2019-01-01', '2020-03-01'])
      for (const [currency, worth] of [
        ['EUR', 1.1],
        ['AMD', 0.002_57],
      ] as const)
        await createRecord(system, rate, { currency, since, rate: worth * (since < '2020' ? 2 : 1) });
  });

  it('leaves stored what the values alone give', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (sequence) => {
        const made: Made = { company: [], deal: [], line: [], bin: new Set() };
        for (const act of sequence) await perform(act, made);
        await assertRight();
      }),
      { numRuns: 8 },
    );
  }, 60_000);
});

describe('computed fields', () => {
  it('answer with the write itself, and follow others in its transaction', async () => {
    const acme = await createRecord(system, company, { name: 'Acme', discount: 10 });
    expect(acme).toMatchObject({ openTotal: null, dealCount: 0, bestNet: null, size: 'small', share: null });
    const first = { title: 'Roof', amount: eur('200.00'), stage: 'open', company: acme.id };
    const roof = await createRecord(system, deal, first);
    expect(roof).toMatchObject({ net: 180, note: 'Roof: small Acme', pieces: 0 });
    expect(await read(acme.id)).toMatchObject({
      ...{ openTotal: eur('200.00'), dealCount: 1, bestNet: 180, share: 200 },
      version: 1,
    });
    await updateRecord(system, company, acme.id, { discount: 50, name: 'Acme Ltd' });
    expect(await getRecord(system, deal, roof.id)).toMatchObject({
      net: 100,
      note: 'Roof: small Acme Ltd',
      version: 1,
    });
    expect(await read(acme.id)).toMatchObject({ bestNet: 100, version: 2 });
    await updateRecord(system, deal, roof.id, { stage: 'won' });
    expect(await read(acme.id)).toMatchObject({ openTotal: null, dealCount: 1, share: null });
    await deleteRecord(system, deal, roof.id);
    expect(await read(acme.id)).toMatchObject({ dealCount: 0, bestNet: null });
    await restoreRecord(system, deal, roof.id);
    expect(await read(acme.id)).toMatchObject({ dealCount: 1, bestNet: 100 });
    const other = await createRecord(system, company, { name: 'Other' });
    await updateRecord(system, deal, roof.id, { company: other.id });
    expect([await read(acme.id), await read(other.id)]).toMatchObject([{ dealCount: 0 }, { dealCount: 1 }]);
    await assertRight();
  });

  it('say why they have no value, and are found by it', async () => {
    const mixed = await createRecord(system, company, { name: 'Mixed' });
    const amounts = [eur('5.00'), { amount: '5.00', currency: 'USD' }];
    for (const amount of amounts)
      await createRecord(system, deal, { title: 'D', amount, stage: 'open', company: mixed.id });
    expect(await read(mixed.id)).toMatchObject({
      openTotal: { error: 'currenciesDiffer' },
      share: { error: 'currenciesDiffer' },
    });
    const filters = [
      { field: 'openTotal.error', op: 'is', value: 'currenciesDiffer' },
      { field: 'share.error', op: 'isNotEmpty' },
    ] as const;
    const named = { field: 'name', op: 'is', value: 'Mixed' } as const;
    for (const one of filters) {
      const filter = { all: [named, one] };
      const { items } = JSON.parse(await listRecords(system, company, { filter })) as { items: AnyRecord[] };
      expect(items.map(({ id }) => id)).toEqual([mixed.id]);
    }
  });

  describe('over amounts of several currencies', () => {
    const pounds = (amount: string) => ({ amount, currency: 'GBP' });
    const usd = (amount: string) => ({ amount, currency: 'USD' });
    const setRate = (since: string, worth: number) =>
      createRecord(system, rate, { currency: 'GBP', since, rate: worth });
    const sell = (amount: object, to: string, closedOn: string | null = null) =>
      createRecord(system, deal, { title: 'D', amount, company: to, closedOn });

    it('are in the workspace’s currency at the rate of each one’s day, to the cent, and follow the rates', async () => {
      const { id } = await createRecord(system, company, { name: 'Abroad' });
      await sell(usd('100.00'), id);
      expect(await read(id)).toMatchObject({ worth: usd('100.00') });
      const old = await sell(pounds('10.01'), id, '2021-06-30');
      expect(await read(id)).toMatchObject({ worth: { error: 'rateMissing' } });
      const first = await setRate('2021-01-01', 1.375);
      await workJobs();
      // 100 + 10.01 × 1.375 = 113.76375
      expect(await read(id)).toMatchObject({ worth: usd('113.76') });
      await setRate('2022-01-01', 1.25);
      await sell(pounds('20.00'), id);
      await workJobs();
      // 113.76375 + 20 × 1.25, the rate of today
      expect(await read(id)).toMatchObject({ worth: usd('138.76') });
      await updateRecord(system, rate, first.id, { rate: 0 });
      await workJobs();
      expect(await read(id)).toMatchObject({ worth: { error: 'rateMissing' } });
      await updateRecord(system, rate, first.id, { rate: 1.3 });
      await workJobs();
      expect(await read(id)).toMatchObject({ worth: usd('138.01'), version: 1 });
      await updateRecord(system, deal, old.id, { closedOn: '2022-02-01' });
      expect(await read(id)).toMatchObject({ worth: usd('137.51') });
      await deleteRecord(system, rate, first.id);
      await updateRecord(system, deal, old.id, { closedOn: '2021-02-01' });
      expect(await read(id)).toMatchObject({ worth: { error: 'rateMissing' } });
      await restoreRecord(system, rate, first.id);
      await workJobs();
      expect(await read(id)).toMatchObject({ worth: usd('138.01') });
      await assertRight();
    });

    it('change with the day a rate comes into force, and with it alone', async () => {
      const { id } = await createRecord(system, company, { name: 'Waiting' });
      await setRate('2199-12-31', 2);
      await sell(pounds('20.00'), id);
      await workJobs();
      expect(await read(id)).toMatchObject({ worth: usd('25.00') });
      const on = (day: string): Context => ({ ...system, now: () => new Date(`${day}T12:00:00Z`) });
      const startDay = (day: string, since: string) =>
        inTransaction(on(day), async (tx) => ((await haveRatesBegun(tx, since)) ? followRates(tx) : undefined));
      await startDay('2199-12-30', '2199-12-29');
      expect(await listWork(system.db)).toEqual([]);
      await startDay('2199-12-31', '2199-12-30');
      expect(await listWork(system.db)).toMatchObject([{ noun: 'company', names: ['worth'] }]);
      await inTransaction(on('2199-12-31'), (tx) => recompute(tx, company, [id]));
      expect(await read(id)).toMatchObject({ worth: usd('40.00') });
      await workJobs();
      expect(await read(id)).toMatchObject({ worth: usd('25.00') });
    });

    it('are sorted and filtered by as any amount, whatever they were in', async () => {
      const filter = { field: 'worth', op: 'atLeast', value: '25.00' } as const;
      const text = await listRecords(system, company, { sort: 'worth', filter, limit: 200 });
      const { items } = JSON.parse(text) as { items: (AnyRecord & { worth: { amount: string; currency: string } })[] };
      const found = items.filter(({ name }) => ['Abroad', 'Waiting'].includes(String(name)));
      expect(found.map(({ name, worth }) => [name, worth.amount])).toEqual([
        ['Waiting', '25.00'],
        ['Abroad', '138.01'],
      ]);
    });

    it('too large to be kept are an error, and nobody’s write is refused for it', async () => {
      const { id } = await createRecord(system, company, { name: 'Vast' });
      const inputs = Array.from({ length: 11 }, () => ({
        ...{ title: 'D', company: id, stage: 'open' },
        amount: usd('999999999999999.00'),
      }));
      await inTransaction(system, (tx) => createMany(tx, deal, inputs));
      const tooLarge = { error: 'tooLarge' };
      expect(await read(id)).toMatchObject({ worth: tooLarge, openTotal: tooLarge, share: tooLarge, dealCount: 11 });
    });
  });

  it('are sorted and filtered by as any field, and never written', async () => {
    const filter = { field: 'dealCount', op: 'atLeast', value: 1 } as const;
    const text = await listRecords(system, company, { sort: '-dealCount', filter, limit: 200 });
    const { items } = JSON.parse(text) as { items: (AnyRecord & { dealCount: number })[] };
    const counts = items.map(({ dealCount }) => dealCount);
    expect(counts).toEqual(counts.toSorted((left, right) => right - left).filter((count) => count >= 1));
    expect(items.map(({ name }) => name)).toContain('Mixed');
    await expect(createRecord(system, company, { name: 'X', dealCount: 5 })).rejects.toMatchObject({ status: 422 });
    const id = items[0]?.id ?? '';
    await expect(updateRecord(system, company, id, { size: 'big' })).rejects.toMatchObject({ status: 422 });
  });

  it('stay right when many writes meet at the same few records', async () => {
    const ids: string[] = [];
    for (const name of ['A', 'B', 'C']) ids.push((await createRecord(system, company, { name, discount: 1 })).id);
    const writers = Array.from({ length: 12 }, async (_, writer) => {
      const order = writer % 2 ? ids : [...ids].reverse();
      const operations = order.map((id) => ({
        create: { title: `W${writer}`, amount: eur('10.00'), stage: 'open', company: id },
      }));
      await runBatch(system, deal, { operations });
      await updateRecord(system, company, ids[writer % 3] ?? '', { discount: writer });
    });
    await Promise.all(writers);
    expect(await read(ids[0] ?? '')).toMatchObject({ dealCount: 12, openTotal: eur('120.00') });
    await assertRight();
  });

  it('of very many records follow by a job that says how far it is', async () => {
    const { id } = await createRecord(system, company, { name: 'Large', discount: 0 });
    const inputs = Array.from({ length: inlineLimit + 20 }, (_, index) => ({
      ...{ title: `T${index}`, amount: eur('1.00'), stage: 'open', company: id },
    }));
    await inTransaction(system, (tx) => createMany(tx, deal, inputs));
    expect(await read(id)).toMatchObject({ dealCount: inlineLimit + 20, size: 'big' });
    await updateRecord(system, company, id, { discount: 20 });
    expect(await listWork(system.db)).toEqual([expect.objectContaining({ noun: 'deal', done: 0 })]);
    await workJobs();
    expect(await listWork(system.db)).toEqual([]);
    expect(await read(id)).toMatchObject({ bestNet: 0.8 });
    await assertRight();
  });

  it('tell the change feed what became of other records, and leave their histories alone', async () => {
    const { id } = await createRecord(system, company, { name: 'Heard' });
    await createRecord(system, deal, { title: 'H', company: id });
    const rows = await system.db.query<{ kind: string; fields: object }>({
      text: `select kind, fields from change where record = $1 order by id`,
      values: [id],
    });
    expect(rows.map(({ kind }) => kind)).toEqual(['created', 'computed']);
    expect(rows[1]?.fields).toEqual({ dealCount: { from: 0, to: 1 } });
  });
});
