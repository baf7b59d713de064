import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { company } from '../../modules/companies/contract/index.ts';
import { deal, dealLine } from '../../modules/deals/contract/index.ts';
import { accessRole, member, sharingRule, team, territory } from '../../modules/workspace/contract/index.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { Grants } from '../../shared/nouns/role-rights.ts';
import { accessFilter } from '../access/access.ts';
import { actAs } from '../access/act-as.ts';
import { readFeed } from '../changes/feed.ts';
import { listReadableChanges } from '../changes/list-changes.ts';
import { type Context, inTransaction } from '../context.ts';
import { readRegistry } from '../metadata/registries.ts';
import { aggregateRecords } from '../records/aggregate.ts';
import { createRecord } from '../records/create.ts';
import { countRecords, listRecords } from '../records/list.ts';
import { findRecordText, lockRecord } from '../records/read.ts';
import { deleteRecord, restoreRecord } from '../records/remove.ts';
import { updateRecord } from '../records/update.ts';
import { lookAt, sightKey } from '../stream/visibility.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { explain } from './explain.ts';
import { getSharing, restrictRecord, shareRecord, unshareRecord } from './share.service.ts';

const { system, join, registry } = await useWorkspace();
const own: Grants = Object.fromEntries(['company', 'deal', 'person'].map((noun) => [noun, { read: 'own' }]));
const narrow = await createRecord(system, accessRole, { name: 'Own only', base: 'seller', grants: own });
const north = await createRecord(system, team, { name: 'North' });
const gyumri = await createRecord(system, team, { name: 'Gyumri', parent: north.id });
const hire = async (name: string, values: object = {}): Promise<string> => {
  const made = await createRecord(system, member, { name, role: 'seller', accessRole: narrow.id, ...values });
  return made.id;
};
const ann = await hire('Ann Petrosyan', { team: gyumri.id });
const bek = await hire('Bek Ismailov');
const nino = await hire('Nino Beridze', { role: 'manager', accessRole: null });
const owner = (await join('Olga Owner', 'owner')).actor.memberId as string;

/** The member as they stand at this moment. */
async function now(id: string): Promise<Context> {
  const ctx = await actAs({ ...system, registry: await readRegistry(registry, system.db) }, id);
  if (!ctx) throw new Error('Nobody');
  return { ...ctx, through: 'web' };
}

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: AppError) => error.code,
  );
const listed = async (ctx: Context, noun: Noun, filter?: Filter) => {
  const page = await listRecords(ctx, noun, { ...(filter ? { filter } : {}), limit: 200 });
  return (JSON.parse(page) as { items: { id: string }[] }).items.map(({ id }) => id);
};
const sees = async (id: string, noun: Noun, record: string) => (await listed(await now(id), noun)).includes(record);
const feeds = async (id: string, record: string) =>
  (await readFeed(await now(id), { from: 'start', limit: 500 })).items.some(({ recordId }) => recordId === record);
let made = 0;
const client = async (values: object = {}) => {
  made += 1;
  return createRecord(system, company, { name: `Client ${made}`, owner: bek, ...values });
};

describe('a record shared by hand', () => {
  test('opens in lists, by itself, in figures and with what belongs to it, until it is taken back', async () => {
    const shared = await client();
    const sale = await createRecord(system, deal, { name: 'Roof', company: shared.id, owner: bek });
    const line = await createRecord(system, dealLine, {
      deal: sale.id,
      name: 'Tiles',
      price: { amount: '2', currency: 'USD' },
    });
    expect([await sees(ann, company, shared.id), await sees(ann, dealLine, line.id)]).toEqual([false, false]);
    const { items } = await shareRecord(await now(bek), company, shared.id, {
      member: ann,
      access: 'read',
      until: null,
      note: 'Please look',
    });
    await shareRecord(await now(bek), deal, sale.id, { member: ann, access: 'read', until: null, note: null });
    const seer = await now(ann);
    expect(await sees(ann, company, shared.id)).toBe(true);
    expect(await findRecordText(seer, company, shared.id)).not.toBeNull();
    expect((await countRecords(seer, company, { filter: { field: 'id', op: 'is', value: shared.id } })).count).toBe(1);
    expect((await aggregateRecords(seer, deal, {})).groups).toEqual([{ keys: [], values: [1] }]);
    expect(await sees(ann, dealLine, line.id)).toBe(true);
    expect(await code(updateRecord(seer, company, shared.id, { bankName: 'x' }))).toBe('forbidden');
    expect(await code(updateRecord(seer, dealLine, line.id, { name: 'x' }))).toBe('forbidden');
    await unshareRecord(await now(bek), company, shared.id, items[0]?.id ?? '');
    expect(await sees(ann, company, shared.id)).toBe(false);
    expect(await findRecordText(await now(ann), company, shared.id)).toBeNull();
  });

  test('to be changed may be changed, and neither deleted nor shared further', async () => {
    const shared = await client();
    await shareRecord(await now(bek), company, shared.id, { member: ann, access: 'update', until: null, note: null });
    const seer = await now(ann);
    expect(await code(updateRecord(seer, company, shared.id, { bankName: 'Met them' }))).toBe('done');
    expect(await code(deleteRecord(seer, company, shared.id))).toBe('forbidden');
    expect(await code(updateRecord(seer, company, shared.id, { owner: ann }))).toBe('sharedNotOwned');
    const further = { member: nino, access: 'read', until: null, note: null } as const;
    expect(await code(shareRecord(seer, company, shared.id, further))).toBe('forbidden');
    expect((await getSharing(seer, company, shared.id)).mayShare).toBe(false);
  });

  test('with a team opens to the teams below it as well, and to no other', async () => {
    const shared = await client();
    await shareRecord(await now(bek), company, shared.id, { team: north.id, access: 'read', until: null, note: null });
    expect(await sees(ann, company, shared.id)).toBe(true);
    const cem = await hire('Cem Kaya');
    expect(await sees(cem, company, shared.id)).toBe(false);
    await updateRecord(system, member, cem, { team: north.id });
    expect(await sees(cem, company, shared.id)).toBe(true);
  });

  test('for a time closes after its last day', async () => {
    const shared = await client();
    const lastDay = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    const given = { member: ann, access: 'read', note: null } as const;
    const past = shareRecord(await now(bek), company, shared.id, { ...given, until: '2020-01-01' });
    expect(await code(past)).toBe('invalid');
    await shareRecord(await now(bek), company, shared.id, { ...given, until: lastDay });
    expect(await sees(ann, company, shared.id)).toBe(true);
    const later = { ...(await now(ann)), now: () => new Date(Date.now() + 7 * 86_400_000) };
    expect(await listed(later, company)).not.toContain(shared.id);
  });

  test('is shared only by who may, with whom there is, and says in its history that it was', async () => {
    const shared = await client();
    const asked = { member: ann, access: 'read', until: null, note: null } as const;
    const cem = await hire('Cem Aksoy');
    expect(await code(shareRecord(await now(cem), company, shared.id, asked))).toBe('notFound');
    expect(await code(shareRecord(await now(bek), company, shared.id, { ...asked, member: shared.id }))).toBe(
      'invalid',
    );
    expect(await code(shareRecord(await now(bek), company, shared.id, { ...asked, team: north.id }))).toBe('invalid');
    const line = { deal: (await createRecord(system, deal, { name: 'Door', owner: bek })).id, name: 'Hinge' };
    const hinge = await createRecord(system, dealLine, { ...line, price: { amount: '1', currency: 'USD' } });
    expect(await code(shareRecord(await now(bek), dealLine, hinge.id, asked))).toBe('goesWithParent');
    await shareRecord(await now(bek), company, shared.id, asked);
    const text = 'select kind from change where record = $1 order by id';
    expect(await system.db.query({ text, values: [shared.id] })).toEqual([{ kind: 'created' }, { kind: 'shared' }]);
  });

  test('is looked at by streams as the reader sees it then', async () => {
    const shared = await client();
    await shareRecord(await now(bek), company, shared.id, { member: ann, access: 'read', until: null, note: null });
    const after = await now(ann);
    const look = async (ctx: Context) =>
      (await lookAt(system, company, [shared.id], new Map([[sightKey(ctx, company), ctx]])))
        .get(sightKey(ctx, company))
        ?.versions.has(shared.id);
    expect(await look(after)).toBe(true);
    expect(sightKey(after, company)).not.toBe(sightKey(await now(bek), company));
  });
});

describe('a restricted record', () => {
  test('is closed to all but its owner, owners of the workspace and those it is shared with', async () => {
    const secret = await client();
    expect(await code(restrictRecord(await now(ann), company, secret.id, { restricted: true }))).toBe('notFound');
    await restrictRecord(await now(bek), company, secret.id, { restricted: true });
    const seen = async () => Promise.all([bek, owner, nino, ann].map((one) => sees(one, company, secret.id)));
    expect(await seen()).toEqual([true, true, false, false]);
    expect(await code(updateRecord(await now(nino), company, secret.id, { bankName: 'x' }))).toBe('notFound');
    // The feed waits for whoever is writing, in the other databases of the cluster too.
    await expect.poll(() => feeds(bek, secret.id), { timeout: 10_000 }).toBe(true);
    expect(await feeds(nino, secret.id)).toBe(false);
    await shareRecord(await now(bek), company, secret.id, { member: nino, access: 'read', until: null, note: null });
    expect(await sees(nino, company, secret.id)).toBe(true);
    expect(await code(updateRecord(await now(nino), company, secret.id, { bankName: 'x' }))).toBe('forbidden');
    expect(await code(restrictRecord(await now(nino), company, secret.id, { restricted: false }))).toBe('forbidden');
    await restrictRecord(await now(owner), company, secret.id, { restricted: false });
    expect(await sees(nino, company, secret.id)).toBe(true);
  });

  test('ends what it was shared for before, but for what is kept by choice, and says so in its history', async () => {
    const secret = await client();
    const asBek = await now(bek);
    const give = (whom: object) =>
      shareRecord(asBek, company, secret.id, { ...whom, access: 'read', until: null, note: null });
    await give({ member: nino });
    const { items } = await give({ team: gyumri.id });
    const close = (keep: string[]) => restrictRecord(asBek, company, secret.id, { restricted: true, keep });
    expect(await code(close([items[0]?.id ?? '', secret.id]))).toBe('invalid');
    expect([await sees(ann, company, secret.id), (await getSharing(asBek, company, secret.id)).restricted]).toEqual([
      ...[true, false],
    ]);
    expect((await close([items[0]?.id ?? ''])).items).toEqual(items.slice(0, 1));
    expect([await sees(ann, company, secret.id), await sees(nino, company, secret.id)]).toEqual([false, true]);
    // Closed already, it ends nothing that was given since.
    await give({ member: ann });
    expect((await close([])).items).toHaveLength(2);
    const told = await listReadableChanges(asBek, company, { recordId: secret.id, limit: 3 });
    expect(told.items.map(({ kind }) => kind)).toEqual(['shared', 'unshared', 'restricted']);
  });

  test('closes what is about it but what is one’s own, and is closed to nobody without an owner', async () => {
    const secret = await client();
    const [theirs, hers] = [
      await createRecord(system, deal, { name: 'Theirs', company: secret.id, owner: bek }),
      await createRecord(system, deal, { name: 'Hers', company: secret.id, owner: nino }),
    ];
    await restrictRecord(await now(bek), company, secret.id, { restricted: true });
    expect([await sees(nino, deal, theirs.id), await sees(nino, deal, hers.id)]).toEqual([false, true]);
    expect([await sees(bek, deal, theirs.id), await sees(owner, deal, theirs.id)]).toEqual([true, true]);
    const sale = await createRecord(system, deal, { name: 'Merger', owner: bek });
    const line = await createRecord(system, dealLine, {
      deal: sale.id,
      name: 'Shares',
      price: { amount: '9', currency: 'USD' },
    });
    await restrictRecord(await now(bek), deal, sale.id, { restricted: true });
    expect([await sees(nino, dealLine, line.id), await sees(bek, dealLine, line.id)]).toEqual([false, true]);
    const nobodys = await client({ owner: null });
    expect(await code(restrictRecord(await now(owner), company, nobodys.id, { restricted: true }))).toBe('ownerless');
  });
});

describe('a rule of sharing', () => {
  type Given = { where: Filter; noun?: string; [other: string]: unknown };
  const rule = async ({ where, noun = 'company', ...values }: Given) =>
    createRecord(system, sharingRule, { name: 'Rule', opens: { noun, where }, ...values });
  const named = (value: string): Filter => ({ field: 'bankName', op: 'is', value });

  test('opens what matches it, to whom it names, as long as it stands', async () => {
    const [wine, steel] = [await client({ bankName: 'wine' }), await client({ bankName: 'steel' })];
    const opened = await rule({ member: ann, where: named('wine'), access: 'update' });
    expect([await sees(ann, company, wine.id), await sees(ann, company, steel.id)]).toEqual([true, false]);
    expect(await code(updateRecord(await now(ann), company, wine.id, { bankName: 'wine' }))).toBe('done');
    expect(await code(updateRecord(await now(ann), company, wine.id, { name: 'Wines' }))).toBe('done');
    await deleteRecord(system, sharingRule, opened.id);
    expect(await sees(ann, company, wine.id)).toBe(false);
    await restoreRecord(system, sharingRule, opened.id);
    expect(await sees(ann, company, wine.id)).toBe(true);
    await updateRecord(system, sharingRule, opened.id, { opens: { noun: 'company', where: null } });
    expect(await sees(ann, company, wine.id)).toBe(false);
  });

  test('goes by what a record is, whatever of that the reader sees', async () => {
    const rich = await client({ bankName: 'rich' });
    await createRecord(system, deal, { name: 'Hidden sale', company: rich.id, owner: bek });
    await rule({ member: ann, where: { all: [named('rich'), { related: { of: 'deal', by: 'company' } }] } });
    expect(await sees(ann, company, rich.id)).toBe(true);
    expect(await listed(await now(ann), company, { related: { of: 'deal', by: 'company' } })).not.toContain(rich.id);
  });

  test('says to whom and what, or is refused', async () => {
    expect(await code(rule({ where: named('x') }))).toBe('invalid');
    expect(await code(rule({ where: named('x'), member: ann, everyone: true }))).toBe('invalid');
    expect(await code(rule({ where: { field: 'nothing', op: 'is', value: 'x' }, everyone: true }))).toBe('invalid');
    expect(await code(rule({ noun: 'accessRole', where: named('x'), everyone: true }))).toBe('invalid');
  });
});

describe('a territory', () => {
  test('opens what lies in it and below it to who works it, by any field and in several trees', async () => {
    const role = await createRecord(system, accessRole, {
      name: 'By territory',
      base: 'seller',
      grants: { company: { read: 'territory', update: 'territory' } },
    });
    const dato = await hire('Dato Kapanadze', { accessRole: role.id });
    const lies = (note: string): object => ({ company: { field: 'bankName', op: 'is', value: note } });
    const land = await createRecord(system, territory, {
      name: 'Kakheti',
      members: [{ id: dato }],
      where: lies('kakheti'),
    });
    await createRecord(system, territory, { name: 'Telavi', parent: land.id, where: lies('telavi') });
    await createRecord(system, territory, { name: 'Imereti', where: lies('imereti') });
    const trade = await createRecord(system, territory, { name: 'Hotels', where: lies('hotel') });
    const [here, below, elsewhere, hotel, mine] = [
      await client({ bankName: 'kakheti' }),
      await client({ bankName: 'telavi' }),
      await client({ bankName: 'imereti' }),
      await client({ bankName: 'hotel' }),
      await client({ owner: dato }),
    ];
    const seen = async () =>
      Promise.all([here, below, elsewhere, hotel, mine].map(({ id }) => sees(dato, company, id)));
    expect(await seen()).toEqual([true, true, false, false, true]);
    expect(await code(updateRecord(await now(dato), company, below.id, { name: 'Telavi wines' }))).toBe('done');
    await updateRecord(system, territory, trade.id, { members: [{ id: dato }] });
    expect(await seen()).toEqual([true, true, false, true, true]);
    expect(await code(updateRecord(system, territory, land.id, { parent: land.id }))).toBe('invalid');
    expect(
      await code(createRecord(system, territory, { name: 'Odd', where: { company: { field: 'x', op: 'is' } } })),
    ).toBe('invalid');
  });

  test('is not what makes a branch: that is a team and all below it', async () => {
    const role = await createRecord(system, accessRole, {
      name: 'Branch',
      base: 'seller',
      grants: { company: { read: 'branch' } },
    });
    const branch = await createRecord(system, team, { name: 'Batumi', branch: true });
    const [left, right] = [
      await createRecord(system, team, { name: 'Left', parent: branch.id }),
      await createRecord(system, team, { name: 'Right', parent: branch.id }),
    ];
    const eka = await hire('Eka', { accessRole: role.id, team: left.id });
    const gia = await hire('Gia', { team: right.id });
    const theirs = await client({ owner: gia });
    expect([await sees(eka, company, theirs.id), await sees(ann, company, theirs.id)]).toEqual([true, false]);
  });
});

describe('the reason', () => {
  test('is said for each right: what holds, and what does not', async () => {
    const told = await client({ bankName: 'told' });
    const asker = await now(nino);
    const read = async (who: string) => {
      const { actions } = await explain(asker, company, told.id, who);
      return actions.find(({ action }) => action === 'read');
    };
    expect(await read(ann)).toMatchObject({ allowed: false });
    expect(await read(bek)).toMatchObject({
      allowed: true,
      reasons: expect.arrayContaining([{ by: 'reach', reach: 'own', holds: true }]),
    });
    expect(await read(owner)).toMatchObject({ allowed: true, reasons: [{ by: 'reach', reach: 'all', holds: true }] });
    await restrictRecord(await now(bek), company, told.id, { restricted: true });
    await shareRecord(await now(bek), company, told.id, { member: ann, access: 'read', until: null, note: null });
    const again = await now(owner);
    const { actions, owner: theirs, member: who } = await explain(again, company, told.id, ann);
    expect(actions[0]).toMatchObject({
      action: 'read',
      allowed: true,
      reasons: expect.arrayContaining([{ by: 'share', holds: true }]),
    });
    expect([theirs, who.accessRole]).toEqual([bek, narrow.id]);
    const closed = await explain(again, company, told.id, nino);
    expect(closed.actions[0]).toMatchObject({
      allowed: false,
      reasons: [expect.anything(), { by: 'restriction', holds: true }],
    });
    expect(await code(explain(await now(ann), company, told.id, bek))).toBe('roleRequired');
    const own = await explain(await now(ann), company, told.id);
    expect(own.actions.flatMap(({ action, allowed }) => (allowed ? action : []))).toEqual(['read']);
    expect(own.actions.map(({ action }) => action)).toEqual(['read', 'update', 'delete', 'share', 'export']);
  });

  test('agrees with what lists show and locks allow, whatever is shared, ruled and closed', async () => {
    const people = [ann, bek, nino, owner];
    const some = await Promise.all(
      Array.from({ length: 6 }, (_, n) => client({ bankName: n % 2 ? 'odd' : 'even', owner: n % 3 ? bek : ann })),
    );
    const ids = some.map(({ id }) => id);
    const act = fc.record({
      record: fc.nat(5),
      whom: fc.constantFrom(ann, nino),
      access: fc.constantFrom('read' as const, 'update' as const),
      kind: fc.constantFrom('share', 'restrict', 'open', 'rule'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 5 }), async (acts) => {
        const olga = await now(owner);
        for (const { record, whom, access, kind } of acts) {
          const id = ids[record] ?? '';
          const kept = (await getSharing(olga, company, id)).items.slice(1).map((share) => share.id);
          if (kind === 'share') await shareRecord(olga, company, id, { member: whom, access, until: null, note: null });
          else if (kind === 'rule') await rule(whom, access);
          else await restrictRecord(olga, company, id, { restricted: kind === 'restrict', keep: kept });
        }
        for (const person of people) await agree(await now(person), ids);
      }),
      { numRuns: 6 },
    );
  }, 60_000);

  const rule = (whom: string, access: string) =>
    createRecord(system, sharingRule, {
      name: 'Odd ones',
      opens: { noun: 'company', where: { field: 'bankName', op: 'is', value: 'odd' } },
      access,
      member: whom,
    });

  async function agree(ctx: Context, ids: readonly string[]): Promise<void> {
    const all = await now(owner);
    const shown = await listed(ctx, company);
    for (const id of ids) {
      const { actions } = await explain(all, company, id, ctx.actor.memberId);
      const said = Object.fromEntries(actions.map(({ action, allowed }) => [action, allowed]));
      const [reads, changes] = [shown.includes(id), await changesIt(ctx, id)];
      expect([ctx.actor.memberId, said.read, said.update && said.read]).toEqual([ctx.actor.memberId, reads, changes]);
    }
    // Sharing only widens, and a restriction only narrows, what the role reaches by itself.
    const plain = { ...ctx, registry };
    if (!accessFilter(ctx, company, 'read')) for (const id of shown) expect(await listed(plain, company)).toContain(id);
  }

  const changesIt = (ctx: Context, id: string) =>
    inTransaction(ctx, async (tx) => (await lockRecord(tx, company, id, 'update')).allowed).catch(() => false);
});
