import { describe, expect, test } from 'vitest';
import { company } from '../../modules/companies/contract/index.ts';
import { deal } from '../../modules/deals/contract/index.ts';
import { note } from '../../modules/notes/contract/index.ts';
import { person } from '../../modules/people/contract/index.ts';
import { task } from '../../modules/tasks/contract/index.ts';
import type { TimelineItem } from '../../shared/contract/timeline.api.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { listReadableChanges } from '../changes/list-changes.ts';
import type { Context } from '../context.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { createRecord } from '../records/create.ts';
import { getRecord } from '../records/read.ts';
import { deleteRecord } from '../records/remove.ts';
import { updateRecord } from '../records/update.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { compare } from './compare-versions.ts';
import { readTimeline, type TimelineQuery } from './read-timeline.ts';

const { join } = await useWorkspace();
const anna = await join('Anna Snelling', 'seller');
const boris = await join('Boris Faz', 'seller');
const nino = await join('Nino Beridze', 'manager');

interface Page {
  readonly items: readonly TimelineItem[];
  readonly next: string | null;
}

const page = async (ctx: Context, noun: Noun, id: string, query: Partial<TimelineQuery> = {}): Promise<Page> =>
  JSON.parse(await readTimeline(ctx, noun, id, { limit: 30, ...query })) as Page;
/** The texts of what is told, or the noun and kind of a change. */
const told = async (...asked: Parameters<typeof page>) => (await page(...asked)).items.map(nameOf);
const nameOf = (item: TimelineItem) =>
  item.kind === 'record' ? String(item.record.title ?? item.record.body) : `${item.change.noun} ${item.change.kind}`;
const records = { channels: ['note', 'task', 'call', 'meeting', 'letter', 'visit'] };
const call = (title: string, dueAt: string, more: object = {}, who = anna) =>
  createRecord(who, task, { title, kind: 'call', done: true, dueAt, ...more });

/** The same person where each sees only their own records of the noun. */
function narrowed(ctx: Context, noun: string): Context {
  const own = { read: 'own', create: 'own', update: 'own', delete: 'own' } as const;
  const modules = serverModules.map((module) => ({
    ...module,
    policies: module.policies?.map((one) => (one.noun === noun ? { ...one, grants: { seller: own } } : one)) ?? [],
  }));
  return { ...ctx, registry: createRegistry(modules) };
}

describe('a timeline', () => {
  test('is refused to who may not see the record, and tells nothing of what the reader may not see', async () => {
    const { id } = await createRecord(anna, company, { name: 'Veiled' });
    await expect(page(narrowed(boris, 'company'), company, id)).rejects.toMatchObject({ status: 404 });
    const hers = await createRecord(anna, deal, { name: 'Hers', company: id });
    await createRecord(anna, note, { body: 'On the deal', deal: hers.id });
    const her = await createRecord(anna, person, { name: { given: 'Vera' }, company: id });
    await call('With Vera', '2026-01-02T10:00:00Z', { person: her.id });
    expect(await told(boris, company, id, records)).toEqual(['On the deal', 'With Vera']);
    expect(await told(narrowed(boris, 'deal'), company, id, records)).toEqual(['With Vera']);
    expect(await told(narrowed(boris, 'task'), company, id, records)).toEqual(['On the deal']);
    const changes = await page(narrowed(boris, 'deal'), company, id, { channels: ['change'] });
    expect(changes.items.map(nameOf)).toEqual(['person created', 'company created']);
  });

  test('tells by when it took place, whenever it was written down', async () => {
    const { id } = await createRecord(anna, company, { name: 'Dated' });
    await createRecord(anna, note, { body: 'Written now', company: id });
    await call('A year ago', '2025-03-04T10:00:00Z', { company: id });
    const wrong = await call('Last Tuesday', '2026-01-06T10:00:00Z', { company: id });
    const planned = await createRecord(anna, task, { title: 'Next year', company: id, dueAt: '2099-01-01T10:00:00Z' });
    expect(await told(anna, company, id, records)).toEqual([planned.title, 'Written now', wrong.title, 'A year ago']);
    await updateRecord(anna, task, wrong.id, { dueAt: '2024-01-02T10:00:00Z' });
    expect((await told(anna, company, id, records)).slice(-2)).toEqual(['A year ago', wrong.title]);
    await deleteRecord(anna, task, wrong.id);
    expect(await told(anna, company, id, records)).not.toContain(wrong.title);
  });

  test('is of a client with its branches, their people and deals, each thing once', async () => {
    const head = await createRecord(anna, company, { name: 'Head' });
    const branch = await createRecord(anna, company, { name: 'Branch', parent: head.id });
    const twig = await createRecord(anna, company, { name: 'Twig', parent: branch.id });
    const ani = await createRecord(anna, person, { name: { given: 'Ani' }, company: twig.id });
    const sale = await createRecord(anna, deal, { name: 'Sale', company: branch.id, people: [ani.id] });
    await call('With all of them', '2026-01-05T10:00:00Z', { company: branch.id, person: ani.id, deal: sale.id });
    await call('There were two', '2026-01-04T10:00:00Z', { company: head.id, participants: [ani.id] });
    await createRecord(anna, note, { body: 'About Ani', person: ani.id });
    const all = ['About Ani', 'With all of them', 'There were two'];
    expect(await told(anna, company, head.id, records)).toEqual(all);
    expect(await told(anna, company, twig.id, records)).toEqual(all);
    expect(await told(anna, person, ani.id, records)).toEqual(all);
    expect(await told(anna, deal, sale.id, records)).toEqual(['With all of them']);
    const changed = (await page(anna, company, head.id, { channels: ['change'] })).items;
    const about = changed.map((item) => item.kind === 'change' && (item.about?.label ?? null));
    expect(about).toEqual(['Sale', 'Ani', 'Twig', 'Branch', null]);
  });

  test('is narrowed by span, channel and author', async () => {
    const { id } = await createRecord(anna, company, { name: 'Narrow' });
    await call('In May', '2025-05-31T20:00:00Z', { company: id });
    await call('In June', '2025-06-01T00:00:00Z', { company: id, kind: 'meeting' }, boris);
    await createRecord(boris, note, { body: 'Noted', company: id });
    await createRecord(anna, task, { title: 'No kind', kind: null, company: id });
    const span = { from: '2025-05-01T00:00:00Z', until: '2025-06-01T00:00:00Z' };
    expect(await told(anna, company, id, span)).toEqual(['In May']);
    expect(await told(anna, company, id, { channels: ['meeting', 'note'] })).toEqual(['Noted', 'In June']);
    expect(await told(anna, company, id, { channels: ['task'] })).toEqual(['No kind']);
    expect(await told(anna, company, id, { by: boris.actor.memberId as string })).toEqual(['Noted', 'In June']);
    expect(await told(anna, company, id, { channels: ['pigeon'] })).toEqual([]);
  });

  test('goes on page by page without a gap or a repetition, through moments that several things share', async () => {
    const { id } = await createRecord(anna, company, { name: 'Paged' });
    for (let index = 0; index < 7; index++) await call(`Call ${index}`, '2025-02-03T10:00:00Z', { company: id });
    for (let index = 0; index < 4; index++) await updateRecord(anna, company, id, { name: `Paged ${index}` });
    const whole = await told(anna, company, id);
    expect(whole).toHaveLength(12);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { items, next }: Page = await page(anna, company, id, { limit: 3, ...(cursor ? { cursor } : {}) });
      seen.push(...items.map(nameOf));
      cursor = next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(whole);
    await expect(page(anna, company, id, { cursor: 'AAAA' })).rejects.toMatchObject({ status: 422, code: 'badCursor' });
  });
});

test('a timeline takes in what lies below by any of several fields that point at records of the same noun', async () => {
  const partner = { id: 'f', noun: 'company', name: 'xPartner', version: 1 };
  const definition = { kind: 'relation', to: 'company', label: { en: 'Partner' } } as const;
  const registry = createRegistry(serverModules, { nouns: [], fields: [{ ...partner, definition }] });
  await anna.db.query({ text: 'alter table companies add column if not exists x_partner uuid' });
  const ctx = { ...anna, registry };
  const noun = registry.getNoun('company');
  const { id } = await createRecord(ctx, noun, { name: 'Below two' });
  const branch = await createRecord(ctx, noun, { name: 'Branch of it', parent: id });
  const other = await createRecord(ctx, noun, { name: 'Partner of the branch', xPartner: branch.id });
  await createRecord(ctx, note, { body: 'With the branch', company: branch.id });
  await createRecord(ctx, note, { body: 'With the partner', company: other.id });
  expect((await told(ctx, noun, id, records)).toSorted()).toEqual(['With the branch', 'With the partner']);
});

describe('the history of a record', () => {
  const history = async (id: string, field?: string) =>
    (await listReadableChanges(nino, nino.registry.getNoun('company'), { recordId: id, limit: 50, field })).items;

  test('is refused with the record, and names no change of another', async () => {
    const { id } = await createRecord(nino, company, { name: 'Secret' });
    const [own] = await history(id);
    const elsewhere = await createRecord(nino, company, { name: 'Other' });
    const [other] = await history(elsewhere.id);
    const refused = { status: 404 };
    await expect(compare(narrowed(boris, 'company'), company, id, { from: own?.id ?? '' })).rejects.toMatchObject(
      refused,
    );
    await expect(compare(boris, company, id, { from: other?.id ?? '' })).rejects.toMatchObject(refused);
  });

  test('is asked for by field, and sets any two states side by side', async () => {
    const { id } = await createRecord(nino, company, { name: 'First', website: 'https://one.example' });
    await updateRecord(nino, company, id, { name: 'Second', kinds: ['customer'] });
    await updateRecord(nino, company, id, { website: null, owner: boris.actor.memberId });
    await updateRecord(nino, company, id, { name: 'Third', kinds: [] });
    const names = await history(id, 'name');
    expect(names.map(({ fields }) => fields.name?.to)).toEqual(['Third', 'Second', 'First']);
    await expect(history(id, 'pincode')).rejects.toMatchObject({ fields: [{ path: 'field', code: 'unknownField' }] });
    const [last, third, second, first] = (await history(id)).map((change) => change.id) as [
      string,
      string,
      string,
      string,
    ];
    const between = async (from: string, to?: string) =>
      Object.fromEntries(
        (await compare(nino, company, id, { from, ...(to ? { to } : {}) })).fields.map((one) => [
          one.name,
          [one.from, one.to],
        ]),
      );
    expect(await between(first)).toEqual({
      name: ['First', 'Third'],
      website: ['https://one.example', null],
      owner: [nino.actor.memberId, boris.actor.memberId],
    });
    expect(await between(second, third)).toMatchObject({ website: ['https://one.example', null] });
    expect(await between(first, second)).toEqual({ name: ['First', 'Second'], kinds: [null, ['customer']] });
    expect(await between(last)).toEqual({});
  });

  test('holds values that can be written again as they are, whatever their kind, upon the version that was seen', async () => {
    const values = {
      emails: [{ address: 'info@example.org', label: 'Work' }],
      address: { city: 'Gyumri', country: 'AM' },
      owner: boris.actor.memberId,
    };
    const { id } = await createRecord(nino, company, {
      name: 'Restored',
      kinds: ['customer', 'supplier'],
      phones: [{ number: '+37410123456' }],
      ...values,
    });
    const before = await getRecord(nino, company, id);
    await updateRecord(nino, company, id, {
      name: 'Changed',
      kinds: [],
      phones: [],
      emails: [],
      address: null,
      owner: null,
    });
    const [change] = await history(id);
    const old = Object.fromEntries(Object.entries(change?.fields ?? {}).map(([name, { from }]) => [name, from]));
    await expect(updateRecord(nino, company, id, old, 1)).rejects.toMatchObject({ status: 412 });
    expect(await updateRecord(nino, company, id, old, 2)).toMatchObject({
      ...before,
      version: 3,
      updatedAt: expect.anything(),
    });
  });

  test('refuses an old value that does not fit any more, by name', async () => {
    const head = await createRecord(nino, company, { name: 'Gone head' });
    const { id } = await createRecord(nino, company, { name: 'Child', parent: head.id });
    await updateRecord(nino, company, id, { parent: null });
    await deleteRecord(nino, company, head.id);
    const [change] = await history(id, 'parent');
    const again = updateRecord(nino, company, id, { parent: change?.fields.parent?.from });
    await expect(again).rejects.toMatchObject({ fields: [{ path: 'parent', code: 'unknownReference' }] });
  });
});
