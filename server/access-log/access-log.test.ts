import { beforeEach, describe, expect, it } from 'vitest';
import { defaultOversight } from '../../shared/contract/oversight-settings.ts';
import type { Context } from '../context.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { aggregateRecords } from '../records/aggregate.ts';
import { runBatch } from '../records/batch.ts';
import { createRecord } from '../records/create.ts';
import { countRecords, listRecords } from '../records/list.ts';
import { listPositions } from '../records/positions.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { ensureAccessPartitions } from './access-partitions.ts';
import { noteOpened, noteRewritten } from './note-shown.ts';
import { blockMember, unblockMember, writeOversight } from './oversight.repository.ts';
import { ReadCounter } from './read-counter.ts';
import { keepAccessLog } from './retention.ts';
import { takeOut } from './take-out.ts';
import { withoutWords } from './without-words.ts';

const { system, registry, join } = await useWorkspace();
const errors: unknown[] = [];
const log = { info: () => undefined, warn: () => undefined, error: (details: unknown) => void errors.push(details) };
const reads = new ReadCounter({ log, interval: 0 });
const at = (ctx: Context, time: string): Context => ({
  ...{ ...ctx, reads, entry: { door: 'web', address: '10.0.0.7' } },
  now: () => new Date(time),
});
const anahit = await join('Anahit', 'owner');
const boris = at(await join('Boris', 'seller'), '2026-03-02T10:14:00Z');
const idOf = ({ actor }: Context) => actor.memberId ?? '';
const person = registry.getNoun('person');
const company = registry.getNoun('company');
for (const name of ['Ararat', 'Sevan', 'Lori']) await createRecord(anahit, company, { name, owner: idOf(anahit) });
const { id: ani } = await createRecord(anahit, person, { name: { given: 'Ani' }, emails: ['ani@ararat.am'] });

const counted = () =>
  system.db.query({
    text: 'select at, noun, door, address, requests, records from read_count where member = $1 order by at, noun, door',
    values: [idOf(boris)],
  });
const kept = () => system.db.query({ text: 'select kind, noun, records, ids, details from access_log order by id' });
const choose = async (settings: Partial<typeof defaultOversight>) => {
  await writeOversight(system.db, { ...defaultOversight, ...settings });
  await reads.refresh(boris);
};

beforeEach(async () => {
  await reads.prepare(boris);
  await choose({});
  for (const table of ['read_count', 'access_log', 'taken_today', 'access_block'])
    await system.db.query({ text: `delete from ${table}` });
});

describe('what is read', () => {
  it('is added up by person, noun, door and span of time, without a word to the database until it is written down', async () => {
    await listRecords(boris, company, {});
    await listRecords(boris, company, { limit: 2 });
    await noteOpened(at(boris, '2026-03-02T10:19:59Z'), company, ani);
    await noteOpened(at(boris, '2026-03-02T10:20:00Z'), person, ani);
    const program: Context = { ...boris, entry: { door: 'api', address: '10.0.0.8' } };
    await listRecords(program, company, {});
    expect(await counted()).toEqual([]);
    await reads.flush();
    await reads.flush();
    const [morning, later] = ['2026-03-02T10:10:00.000Z', '2026-03-02T10:20:00.000Z'];
    const web = { door: 'web', address: '10.0.0.7' };
    expect(await counted()).toEqual([
      { at: morning, noun: 'company', ...web, requests: 3, records: 6 },
      { at: '2026-03-02T10:14:00.000Z', noun: 'company', door: 'api', address: '10.0.0.8', requests: 1, records: 3 },
      { at: later, noun: 'person', ...web, requests: 1, records: 1 },
    ]);
    await listRecords(boris, company, {});
    await reads.flush();
    expect((await counted())[0]).toMatchObject({ requests: 4, records: 9 });
    expect(await kept()).toEqual([]);
  });

  it('is nothing where the system reads, and where nothing was found', async () => {
    await listRecords({ ...system, reads }, company, {});
    await listRecords(boris, company, { search: 'nothing of that name' });
    await reads.flush();
    expect(await counted()).toEqual([]);
  });

  it('is kept with the records where an owner chose so, by the fields that were shown', async () => {
    await choose({ readLog: { company: [], person: ['emails'] } });
    await listRecords(boris, company, { search: 'Sevan' });
    await listRecords(boris, person, { fields: ['name'] });
    await listRecords(boris, person, { fields: ['name', 'emails'] });
    await noteOpened(boris, person, ani, { fields: ['jobTitle'] });
    await noteOpened(boris, person, ani);
    await reads.flush();
    expect(await kept()).toEqual([
      { kind: 'listed', noun: 'company', records: 1, ids: [expect.any(String)], details: { search: '…' } },
      { kind: 'listed', noun: 'person', records: 1, ids: [ani], details: {} },
      { kind: 'opened', noun: 'person', records: 1, ids: [ani], details: {} },
    ]);
  });

  it('is kept of columns by path, of figures, and of what a question goes by, an entry a question', async () => {
    await choose({ readLog: { person: ['emails', 'phones'], company: ['website'] } });
    const { id: works } = await createRecord(anahit, company, { name: 'Masis', website: 'https://masis.am' });
    await createRecord(anahit, person, { name: { given: 'Gor' }, company: works });
    const ask = { fields: ['name', 'company.website'] };
    await listRecords(boris, person, ask);
    await listRecords(boris, person, { fields: ['name', 'company.name'], expand: ['company'] });
    const isAt = { field: 'emails', op: 'contains', value: 'ararat' } as const;
    await listRecords(boris, person, { fields: ['name'], filter: { not: { any: [isAt] } } });
    await listRecords(boris, person, { fields: ['name'], sort: '-phones' });
    await countRecords(boris, person, {});
    await countRecords(boris, person, { filter: { field: 'company.website', op: 'isNotEmpty' } });
    await aggregateRecords(boris, person, { measures: [{ op: 'count' }] });
    await aggregateRecords(boris, person, { group: [{ field: 'company.website' }] });
    await listPositions(boris, person, { sort: 'emails' });
    await reads.flush();
    const entries = (await kept()) as unknown as readonly {
      kind: string;
      noun: string;
      ids: readonly string[] | null;
    }[];
    expect(entries.map(({ kind, noun }) => `${kind} ${noun}`)).toEqual([
      ...['listed company', 'listed person', 'listed person', 'figures company', 'figures company', 'figures person'],
    ]);
    expect(entries[0]).toMatchObject({ ids: [works], details: { from: 'person.company' } });
    expect(JSON.stringify(entries)).not.toContain('ararat');
    const read = (await counted()) as unknown as readonly { noun: string; requests: number }[];
    expect(read.map(({ noun, requests }) => [noun, requests])).toEqual([
      ['company', 2],
      ['person', 6],
    ]);
  });

  it('is kept of what a shown value was worked out of, and of what a filter asks of the records that point there', async () => {
    await choose({ readLog: { person: ['emails'], deal: ['amount'], company: ['employees'] } });
    const formula = (noun: string, name: string, text: string) => ({
      ...{ id: `${noun} ${name}`, noun, name, version: 1 },
      definition: { kind: 'formula', label: { en: name }, formula: text, result: 'number' },
    });
    const total = {
      ...{ id: 'total', noun: 'company', name: 'xTotal', version: 1 },
      definition: {
        ...{ kind: 'rollUp', label: { en: 'Total' }, result: 'number' },
        rollUp: { of: 'deal', by: 'company', measure: 'count', filter: { field: 'amount', op: 'isNotEmpty' } },
      },
    };
    const fields = [
      total,
      formula('company', 'xTwice', 'employees * 2'),
      formula('company', 'xAgain', 'xTwice + xTotal'),
      formula('person', 'xThere', 'company.xTwice'),
    ];
    const whole = createRegistry(serverModules, { nouns: [], roles: [], fields: fields as never });
    const ctx: Context = { ...boris, registry: whole };
    const [{ id: works }] = [await createRecord(anahit, company, { name: 'Masis' })];
    const { id: gor } = await createRecord(anahit, person, { name: { given: 'Gor' }, company: works });
    const lines = async (work: () => Promise<unknown>) => {
      await system.db.query({ text: 'delete from access_log' });
      await work();
      await reads.flush();
      const told = (await kept()) as unknown as readonly { kind: string; noun: string; ids: string[] | null }[];
      return told.map(({ kind, noun, ids }) => [kind, noun, ids?.[0] ?? null]);
    };
    const shown = (noun: string, id: string, ...names: string[]) =>
      lines(() => noteOpened(ctx, whole.getNoun(noun), id, { fields: names }));
    expect(await shown('company', works, 'name')).toEqual([]);
    expect(await shown('company', works, 'xTwice')).toEqual([['opened', 'company', works]]);
    expect(await shown('company', works, 'xTotal')).toEqual([['figures', 'deal', null]]);
    expect(await shown('company', works, 'xAgain')).toEqual([
      ['opened', 'company', works],
      ['figures', 'deal', null],
    ]);
    expect(await shown('person', gor, 'xThere')).toEqual([['listed', 'company', works]]);
    expect(await shown('person', gor, 'company.xAgain')).toEqual([
      ['listed', 'company', works],
      ['figures', 'deal', null],
    ]);
    const where = (field: string) => ({ related: { of: 'person', by: 'company', where: { field, op: 'isEmpty' } } });
    const list = (filter: object) =>
      lines(() => listRecords(boris, company, { fields: ['name'], filter: filter as never }));
    expect(await list(where('emails'))).toEqual([['figures', 'person', null]]);
    expect(await list({ not: { all: [where('emails')] } })).toEqual([['figures', 'person', null]]);
    expect(await list(where('jobTitle'))).toEqual([]);
    expect(await lines(() => countRecords(boris, company, { filter: where('emails') as never }))).toEqual([
      ['figures', 'person', null],
    ]);
  });

  it('is kept of nothing that the reader was not shown', async () => {
    await choose({ readLog: { company: [], person: ['emails'] } });
    const whole = { fields: {}, id: 'r', name: 'Clerk', base: 'seller' as const, dailyLimit: null };
    const blind: Context = {
      ...boris,
      actor: { ...boris.actor, rights: { ...whole, grants: { company: { read: 'none' } } } },
    };
    await listRecords(blind, person, { expand: ['company'], fields: ['company'] });
    await listRecords({ ...system, reads }, person, {});
    await reads.flush();
    expect(await kept()).toEqual([]);
  });

  it('is kept of records that are answered to whoever changes them, refused as stale too', async () => {
    await choose({ readLog: { company: [] } });
    const [one, two] = [
      await createRecord(boris, company, { name: 'A' }),
      await createRecord(boris, company, { name: 'B' }),
    ];
    noteRewritten(boris, company, [one.id]);
    await runBatch(boris, company, { operations: [{ update: { id: one.id } }, { delete: { id: two.id } }] });
    await runBatch(boris, company, { operations: [{ restore: { id: two.id } }] });
    const stale = { operations: [{ update: { id: two.id, version: 99 } }] };
    await expect(runBatch(boris, company, stale)).rejects.toThrow('stale');
    await runBatch({ ...boris }, company, { ...stale, separately: true });
    await reads.flush();
    expect((await kept()).map((row) => (row as { ids: unknown }).ids)).toEqual([
      ...[[one.id], [one.id, two.id], [two.id], [two.id], [two.id]],
    ]);
    expect(await counted()).toEqual([]);
  });

  it('is written down after a database that could not be reached can be again', async () => {
    await listRecords(boris, company, { limit: 3 });
    await system.db.query({ text: 'alter table read_count rename to read_count_away' });
    await reads.flush();
    await system.db.query({ text: 'alter table read_count_away rename to read_count' });
    expect(errors).toHaveLength(1);
    await reads.close();
    expect(await counted()).toMatchObject([{ requests: 1, records: 3 }]);
  });
});

describe('what a question said', () => {
  it('is kept without a word that could name somebody', () => {
    const asked = (filter: object) => withoutWords(boris, company, { filter: filter as never, sort: 'name' });
    const days = { field: 'createdAt', op: 'lessThan', value: '2026-03-02' };
    const size = { field: 'employees', op: 'greaterThan', value: 4 };
    const owner = { field: 'owner', op: 'is', value: idOf(boris) };
    expect(asked({ all: [days, { not: size }, owner] })).toEqual({
      ...{ sort: 'name', filter: { all: [days, { not: size }, owner] } },
    });
    const typed = (field: string, op = 'is') => ({ field, op, value: 'zaruhi' });
    const birthday = { field: 'birthday', op: 'is', value: '1980-02-03' };
    const related = { of: 'person', by: 'company', where: { any: [typed('emails'), typed('name.family'), birthday] } };
    const told = JSON.stringify([
      ...[asked({ any: [typed('name', 'contains'), typed('owner.name')] }), asked({ search: 'zaruhi' })],
      ...[asked({ related }), asked({ was: typed('name') }), asked(typed('nowhere.at.all')), asked(typed('source'))],
      asked({ related: { by: 'nowhere', where: typed('name') } }),
    ]);
    expect(told).not.toMatch(/zaruhi|1980/);
    expect(told.match(/"value":"…"/g)).toHaveLength(8);
    expect(asked({ field: 'name', op: 'isEmpty' })).toMatchObject({ filter: { field: 'name', op: 'isEmpty' } });
  });
});

describe('whoever was stopped', () => {
  it('sees first pages only, until an owner lets them go on', async () => {
    const { next } = JSON.parse(await listRecords(boris, company, { limit: 2 })) as { next: string };
    await blockMember(system.db, idOf(boris), 'read');
    await reads.flush();
    await listRecords(boris, company, { limit: 2 });
    await expect(listRecords(boris, company, { limit: 2, cursor: next })).rejects.toThrow('stoppedByAlarm');
    await expect(listRecords(boris, company, { limit: 2, before: 'end' })).rejects.toThrow('stoppedByAlarm');
    await expect(takeOut(boris, { kind: 'export', noun: 'company', records: 1, details: {} })).rejects.toThrow(
      'stoppedByAlarm',
    );
    expect(await unblockMember(system.db, idOf(boris))).toBe(true);
    await reads.flush();
    await listRecords(boris, company, { limit: 2, cursor: next });
  });
});

describe('what is taken out', () => {
  const take = (ctx: Context, records: number) =>
    takeOut(ctx, { kind: 'export', noun: 'company', records, details: { filter: null } });

  it('is written down with who, what and whence, and in the change log', async () => {
    const { number } = await take(boris, 3);
    const [row] = await system.db.query({ text: 'select id, member, door, address, records from access_log' });
    expect(row).toEqual({ id: number, member: idOf(boris), door: 'web', address: '10.0.0.7', records: 3 });
    const [change] = await system.db.query({
      text: `select member, kind, fields from change where noun = 'taking' order by id desc limit 1`,
    });
    expect(change).toMatchObject({ member: idOf(boris), kind: 'export', fields: { number: { to: number } } });
  });

  it('ends at the limit of the day, which says how much is left, and begins anew with the next', async () => {
    await choose({ limits: { manager: null, seller: 10, viewer: 0 } });
    await take(boris, 7);
    const refused = await take(boris, 4).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      ...{ status: 429, code: 'dailyLimitReached' },
      params: { records: 4, limit: 10, left: 3, again: '2026-03-03' },
    });
    expect(await kept()).toHaveLength(1);
    await take(boris, 3);
    // Yerevan is four hours ahead: their day begins at eight in the evening.
    await expect(take(at(boris, '2026-03-02T19:59:00Z'), 1)).rejects.toThrow('dailyLimitReached');
    await take(at(boris, '2026-03-02T20:00:00Z'), 1);
  });

  it('is never more than the limit, however many take at once', async () => {
    await choose({ limits: { manager: null, seller: 10, viewer: 0 } });
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => take(boris, 4)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await kept()).toHaveLength(2);
  });

  it('has the limit of a role of the workspace’s own, and none for owners', async () => {
    const rights = { id: 'r', name: 'Clerk', base: 'seller' as const, grants: {}, fields: {}, dailyLimit: 2 };
    const clerk: Context = { ...boris, actor: { ...boris.actor, rights } };
    await expect(take(clerk, 3)).rejects.toThrow('dailyLimitReached');
    await take(clerk, 2);
    await take(anahit, 100_000);
  });
});

describe('the logs', () => {
  it('are kept by month, and dropped by month when their time is over', async () => {
    const insert = (time: string) =>
      system.db.query({
        text: `insert into access_log (at, door, kind, records, details) values ($1, 'web', 'export', 1, '{}')`,
        values: [time],
      });
    for (const time of ['2024-01-31T23:00:00Z', '2026-03-05T10:00:00Z']) await insert(time);
    await ensureAccessPartitions(system.db, new Date('2024-01-15T00:00:00Z'));
    await ensureAccessPartitions(system.db, new Date('2026-03-15T00:00:00Z'));
    const places = await system.db.query({
      text: 'select tableoid::regclass::text as place from access_log order by at',
    });
    expect(places).toEqual([{ place: 'access_log_2024_01' }, { place: 'access_log_2026_03' }]);
    await choose({ keepAccessMonths: 24 });
    await keepAccessLog({ ...system, now: () => new Date('2026-03-20T00:00:00Z') });
    expect(await kept()).toHaveLength(1);
    const [told] = await system.db.query({ text: `select fields from change where noun = 'retention'` });
    expect(told).toMatchObject({
      fields: { log: { to: 'access_log' }, dropped: { to: ['access_log_2024_01', 'access_log_2024_02'] } },
    });
  });
});
