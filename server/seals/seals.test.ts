import { beforeEach, describe, expect, it } from 'vitest';
import { takeOut } from '../access-log/take-out.ts';
import { drainListeners } from '../changes/drain-listeners.ts';
import { databaseChecks } from '../cli/database-checks.ts';
import { inTransaction } from '../context.ts';
import { eraseChanges } from '../privacy/erase-changes.ts';
import { eraseRecords } from '../privacy/erase-records.ts';
import { createRecord } from '../records/create.ts';
import { updateRecord } from '../records/update.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { checkSeals, type KeptHead } from './check-seals.ts';
import { sealListener } from './seal.listener.ts';
import { digestSql, hashOfSeal } from './seal-hash.ts';

const { database, system, registry, join } = await useWorkspace();
const anahit = await join('Anahit', 'owner');
const company = registry.getNoun('company');
const sql = (text: string, values: readonly unknown[] = []) => system.db.query<{ id: string }>({ text, values });
const seal = () => drainListeners(system, [sealListener]);
const names = ['Ararat', 'Sevan', 'Lori', 'Gyumri'];
for (const name of names) {
  const { id } = await createRecord(anahit, company, { name, employees: 3 });
  await seal();
  await updateRecord(anahit, company, id, { employees: 4 });
}
await seal();
const sealed = (await sql(`select id from change where noun = 'company' order by id`)).map(({ id }) => id);
const idAt = (index: number) => sealed.at(index) ?? '';
const faults = async () => (await checkSeals(system.db)).faults;

/** Looks at the log as it is after it was touched by `text`, and takes that back. */
async function touchedBy(text: string, values: readonly unknown[] = []) {
  const back = new Error('take back');
  let found: Awaited<ReturnType<typeof faults>> = [];
  await inTransaction(system, async (tx) => {
    await tx.db.query({ text, values });
    found = (await checkSeals(tx.db)).faults;
    throw back;
  }).catch((error: unknown) => {
    if (error !== back) throw error;
  });
  return found;
}

beforeEach(seal);

describe('a log that nobody touched', () => {
  it('is what was sealed, all of it, and says by which head that can be proven elsewhere', async () => {
    const { faults: none, seals, changes, unsealed, head } = await checkSeals(system.db);
    const [count] = await system.db.query<{ count: number }>({ text: 'select count(*)::int as count from change' });
    expect({ none, changes, unsealed }).toEqual({ none: [], changes: count?.count, unsealed: 0 });
    expect(head).toMatchObject({ number: String(seals), hash: expect.stringMatching(/^[\da-f]{64}$/) });
  });

  it('tells what is not sealed yet', async () => {
    await createRecord(anahit, company, { name: 'Not yet' });
    expect(await checkSeals(system.db)).toMatchObject({ unsealed: 1, faults: [] });
  });
});

describe('a log that was touched by SQL', () => {
  it.each([
    ['fields', `fields = jsonb_set(fields, '{employees}', '{"to": 9}')`],
    ['person', 'member = null'],
    ['moment', `at = at - interval '1 day'`],
    ['record', 'record = gen_random_uuid()'],
    ['door', `through = 'api'`],
  ])('names the change whose %s was altered', async (_what, set) => {
    expect(await touchedBy(`update change set ${set} where id = $1`, [idAt(2)])).toEqual([
      { sort: 'changed', id: idAt(2) },
    ]);
  });

  it('names what was removed, and what was put in', async () => {
    expect(await touchedBy('delete from change where id = $1', [idAt(1)])).toEqual([{ sort: 'removed', id: idAt(1) }]);
    const put = `insert into change (id, tx, at, member, through, noun, record, kind, fields)
      select -7, tx, at, member, through, noun, record, kind, fields from change where id = $1`;
    expect(await touchedBy(put, [idAt(1)])).toEqual([{ sort: 'added', id: '-7' }]);
  });

  it('names both of two that were swapped', async () => {
    const swap = `update change c set fields = o.fields, record = o.record from change o
      where c.id in ($1, $2) and o.id in ($1, $2) and o.id <> c.id`;
    const found = await touchedBy(swap, [idAt(1), idAt(3)]);
    expect(found.map(({ sort, id }) => `${sort} ${id}`).sort()).toEqual(
      [`changed ${idAt(1)}`, `changed ${idAt(3)}`].sort(),
    );
  });

  it('names a seal that was altered with the change, and one that is gone', async () => {
    const forged = `with c as (update change set member = null where id = $1 returning id)
      update change_seal set digests = decode(repeat('ab', 32 * cardinality(ids)), 'hex') from c where c.id = any(ids)`;
    const found = await touchedBy(forged, [idAt(0)]);
    expect(found.map(({ sort }) => sort)).toContain('sealBroken');
    expect(await touchedBy('delete from change_seal where number = 2')).toContainEqual({
      sort: 'sealMissing',
      id: '2',
    });
  });
});

describe('a log of which something was erased', () => {
  const digest = (id: string) => sql(`select ${digestSql('c')} as id from change c where c.id = $1`, [id]);

  it('hides nothing else behind that', async () => {
    const { id } = await createRecord(anahit, company, { name: 'Kars', employees: 3 });
    await updateRecord(anahit, company, id, { employees: 4, description: 'Tiles' });
    await seal();
    const erase = () =>
      inTransaction(anahit, async (tx) => {
        await eraseRecords(tx, company, [id]);
        return eraseChanges(tx, [{ noun: 'company', recordId: id }]);
      });
    expect(await erase()).toBe(2);
    await updateRecord(anahit, company, id, { employees: 5 });
    await seal();
    expect(await faults()).toEqual([]);
    const of = (kind: string) => sql('select id from change where record = $1 and kind = $2 order by id', [id, kind]);
    const [[created], [updated, later]] = [await of('created'), await of('updated')];
    const [first, second, third] = [created?.id ?? '', updated?.id ?? '', later?.id ?? ''];
    const [held] = await digest(third);
    const written = (set: string) => `with c as (update change set fields = ${set} where id = $1 returning *)`;
    const noted = `update change_erasure e set now = ${digestSql('c')} from c where e.change = c.id`;
    const changed = (...ids: readonly string[]) => ids.map((one) => ({ sort: 'changed', id: one }));
    const both = changed(first, second);
    // Written over, with a digest to match: with values, with a field less.
    const king = `'{"description": {"to": "King"}, "employees": {}}'::jsonb`;
    expect(await touchedBy(`${written(king)} ${noted}`, [second])).toEqual(expect.arrayContaining(both));
    expect(await touchedBy(`${written(`'{"employees": {}}'::jsonb`)} ${noted}`, [second])).toEqual(both);
    // What was never erased, put among what was.
    const put = `${written(`'{"employees": {}}'::jsonb`)}
      insert into change_erasure (change, was, now, list) select c.id, $2, ${digestSql('c')}, `;
    const among = `${put} (select list from change_erasure where change = $3) from c`;
    expect(await touchedBy(among, [third, held?.id, second])).toEqual(changed(first, second, third));
    expect(await touchedBy(`${put} repeat('ab', 32) from c where $3::bigint > 0`, [third, held?.id, second])).toEqual(
      expect.arrayContaining(changed(third)),
    );
    expect(await touchedBy('delete from change_erasure where change = $1', [first])).toEqual(both);
    // Erased once more, only what came since is emptied.
    expect(await erase()).toBe(1);
    await seal();
    expect(await faults()).toEqual([]);
  });
});

describe('what was taken out', () => {
  it('is told by two logs, of which one is sealed', async () => {
    const { number } = await takeOut(anahit, {
      kind: 'export',
      noun: 'company',
      records: 4,
      details: { sort: 'name' },
    });
    await seal();
    expect(await faults()).toEqual([]);
    const found = [{ sort: 'taking', id: number }];
    expect(await touchedBy('update access_log set records = 1 where id = $1', [number])).toEqual(found);
    expect(await touchedBy('delete from access_log where id = $1', [number])).toEqual(found);
  });
});

describe('what retention dropped', () => {
  it('is not missed, while what somebody removed before that is sealed no less', async () => {
    const drop = `with gone as (delete from change where id = any($1) returning at)
      insert into change (through, noun, record, kind, fields) select 'system', 'retention',
        '00000000-0000-4000-8000-000000000049', 'dropped',
        jsonb_build_object('log', jsonb_build_object('to', 'change'), 'before', jsonb_build_object('to', now() + interval '1 day'))
      from gone limit 1`;
    expect(await touchedBy(drop, [sealed.slice(0, 3)])).toEqual([]);
  });
});

describe('a head that was kept elsewhere', () => {
  it('holds as long as the chain is the one it was of', async () => {
    const { head } = await checkSeals(system.db);
    if (!head) throw new Error('Nothing is sealed');
    await createRecord(anahit, company, { name: 'Later' });
    await seal();
    expect((await checkSeals(system.db, head)).holds).toBe(true);
    expect((await checkSeals(system.db, { ...head, hash: 'f'.repeat(64) })).holds).toBe(false);
    expect((await checkSeals(system.db)).holds).toBeNull();
    const { workspace } = system;
    const look = (kept: KeptHead) =>
      databaseChecks.seals?.({ database, registry, workspaces: [workspace], now: new Date(), head: kept });
    expect(await look(head)).toContain(`"${workspace.name}"`);
    await expect(look({ ...head, hash: 'f'.repeat(64) })).rejects.toThrow('made anew');
  });
});

it('a seal’s hash is that of documented bytes', () => {
  const content = { number: '1', at: '2026-03-02T10:00:00.000Z', began: null, ids: ['7'], digests: ['ab'.repeat(32)] };
  expect(hashOfSeal('0'.repeat(64), content)).toBe('82be6d0024c724e97fd53f18bb411c96735f77f6f303bad4d70ced95dddc4c46');
});
