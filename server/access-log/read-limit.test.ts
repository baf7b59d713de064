import { beforeEach, describe, expect, it } from 'vitest';
import { defaultOversight } from '../../shared/contract/oversight-settings.ts';
import type { Context } from '../context.ts';
import { aggregateRecords } from '../records/aggregate.ts';
import { createRecord } from '../records/create.ts';
import { listRecords } from '../records/list.ts';
import { listPositions } from '../records/positions.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { noteOpened } from './note-shown.ts';
import { blockMember, unblockMember, writeOversight } from './oversight.repository.ts';
import { ReadCounter } from './read-counter.ts';
import { liftReached, listReached } from './read-limit.repository.ts';

const { system, registry, join } = await useWorkspace();
const log = { info: () => undefined, warn: () => undefined, error: console.error };
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
const { id: ararat } = await createRecord(anahit, company, { name: 'Ararat', owner: idOf(anahit) });
for (const name of ['Sevan', 'Lori']) await createRecord(anahit, company, { name, owner: idOf(anahit) });
await createRecord(anahit, person, { name: { given: 'Ani' }, company: ararat });
const choose = async (settings: Partial<typeof defaultOversight>) => {
  await writeOversight(system.db, { ...defaultOversight, ...settings });
  await reads.refresh(boris);
};

describe('a limit on what is read in a day', () => {
  const limits = { manager: null, seller: 5, viewer: null };
  const refused = { status: 403, code: 'readLimitReached', params: { limit: 5, again: '2026-03-03' } };
  beforeEach(async () => {
    await reads.prepare(boris);
    await choose({});
    await reads.flush();
    for (const table of ['read_count', 'read_limit_reached']) await system.db.query({ text: `delete from ${table}` });
  });
  const seeing = async (ctx: Context) => (await listRecords(ctx, company, { limit: 3 })).includes('"items"');

  it('closes lists to whoever reached it, at every process, leaves cards open, and ends with the day of the workspace', async () => {
    await choose({ readLimits: limits });
    const other = new ReadCounter({ log, interval: 0 });
    const elsewhere = { ...boris, reads: other };
    await other.prepare(elsewhere);
    expect(await seeing(boris)).toBe(true);
    // Still below, and at the next it is over: what one page shows is not cut.
    expect(await seeing(boris)).toBe(true);
    await expect(seeing(boris)).rejects.toMatchObject(refused);
    expect(await seeing(elsewhere)).toBe(true);
    await reads.flush();
    await other.flush();
    await expect(seeing(elsewhere)).rejects.toMatchObject(refused);
    await noteOpened(boris, company, ararat);
    expect(await seeing(at(anahit, '2026-03-02T10:20:00Z'))).toBe(true);
    const tomorrow = at(boris, '2026-03-02T20:10:00Z');
    await reads.refresh(tomorrow);
    expect(await seeing(tomorrow)).toBe(true);
    await reads.refresh(boris);
    await expect(seeing(boris)).rejects.toMatchObject(refused);
    await choose({});
    expect(await seeing(boris)).toBe(true);
  });

  it('is not gone around by groups that tell one record from another, nor by places in a list, and neither is an alarm', async () => {
    const ways = {
      names: () => aggregateRecords(boris, company, { group: [{ field: 'name' }] }),
      companies: () => aggregateRecords(boris, person, { group: [{ field: 'company' }] }),
      beyond: () => aggregateRecords(boris, person, { group: [{ field: 'company.name' }] }),
    };
    const places = async () => (await listPositions(boris, company, { sort: 'name' })).positions;
    const chart = () => aggregateRecords(boris, company, { group: [{ field: 'owner' }] });
    const goOn = async () => {
      for (const way of Object.values(ways)) await way();
      expect([(await places()).length > 0, (await chart()).groups.length > 0]).toEqual([true, true]);
    };
    await goOn();
    for (const [stop, code] of [
      [() => choose({ readLimits: { ...limits, seller: 0 } }), 'readLimitReached'],
      [() => blockMember(system.db, idOf(boris), 'read').then(() => choose({})), 'stoppedByAlarm'],
    ] as const) {
      await stop();
      for (const [name, way] of Object.entries(ways))
        expect([name, await way().catch((error) => error.code)]).toEqual([name, code]);
      // Figures of teams and stages are no records, and a bar beside a list is no fault of it.
      expect([await places(), (await chart()).groups.length > 0]).toEqual([[], true]);
    }
    await unblockMember(system.db, idOf(boris));
    await choose({});
    await goOn();
  });

  it('leaves whom an alarm stopped first pages to work with, and no base page by page by other questions', async () => {
    await blockMember(system.db, idOf(boris), 'read');
    await choose({});
    const page = (ctx: Context, sort: string) => listRecords(ctx, company, { sort, limit: 200 }).then(JSON.parse);
    expect((await page(boris, 'name')).items).toHaveLength(3);
    // As many pages as there are other questions to ask for them.
    reads.note(boris, company, { kind: 'listed', count: 599 });
    await expect(page(boris, '-name')).rejects.toMatchObject({ status: 403, code: 'stoppedByAlarm' });
    await noteOpened(boris, company, ararat);
    expect((await page(at(anahit, '2026-03-02T10:14:00Z'), 'name')).items).toHaveLength(3);
    const later = at(boris, '2026-03-02T10:29:00Z');
    expect((await page(later, '-name')).items).toHaveLength(3);
    await unblockMember(system.db, idOf(boris));
    await choose({});
    reads.note(boris, company, { kind: 'listed', count: 5_000 });
    expect((await page(boris, '-name')).items).toHaveLength(3);
  });

  it('is of several roles the widest, and is lifted by an owner for that day alone', async () => {
    await choose({ readLimits: { ...limits, manager: 8 } });
    const both = {
      ...boris.actor,
      rights: {
        ...noRights,
        of: [
          { id: null, base: 'seller' },
          { id: 'x', base: 'manager' },
        ],
      },
    };
    for (const _ of [1, 2]) expect(await seeing(boris)).toBe(true);
    await expect(seeing(boris)).rejects.toMatchObject(refused);
    expect(await seeing({ ...boris, actor: both as Context['actor'] })).toBe(true);
    await reads.flush();
    expect((await listReached(system.db, '2026-03-02')).map(({ member }) => member)).toEqual([idOf(boris)]);
    expect(await liftReached(system.db, idOf(boris), '2026-03-03')).toBe(false);
    expect(await liftReached(system.db, idOf(boris), '2026-03-02')).toBe(true);
    await reads.flush();
    expect(await seeing(boris)).toBe(true);
    expect(await listReached(system.db, '2026-03-02')).toEqual([]);
  });
});

const noRights = { id: 'joint', name: '', base: 'seller', grants: {}, fields: {} } as const;
