import { describe, expect, test } from 'vitest';
import { company } from '../../modules/companies/contract/index.ts';
import { person } from '../../modules/people/contract/index.ts';
import { accessRole, member, sharingRule } from '../../modules/workspace/contract/index.ts';
import { actAs } from '../access/act-as.ts';
import type { Context } from '../context.ts';
import { readRegistry } from '../metadata/registries.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { createRecord } from './create.ts';
import { listRecords } from './list.ts';
import { isWorthSifting, siftingOf } from './sifting.ts';

const { system, registry } = await useWorkspace();
const own = { person: { read: 'own' }, company: { read: 'own' } };
const role = await createRecord(system, accessRole, {
  ...{ name: 'Own people', base: 'seller', grants: own },
  fieldRights: { person: { description: 'hidden' } },
});
const hire = async (name: string) =>
  (await createRecord(system, member, { name, role: 'seller', accessRole: role.id })).id;
const [ann, bek] = [await hire('Ann Petrosyan'), await hire('Bek Ismailov')];
const opens = (industry: string) => ({
  noun: 'person',
  where: { field: 'company.industry', op: 'is', value: industry },
});
await createRecord(system, sharingRule, { name: 'Of retail', member: ann, opens: opens('retail') });
await createRecord(system, sharingRule, { name: 'Of media', member: bek, opens: opens('media') });
const companies = await Promise.all(
  ['media', 'retail', 'construction'].map((industry) => createRecord(system, company, { name: industry, industry })),
);
const [media, retail, construction] = companies.map(({ id }) => id);

// Bek sees the four oldest; of the others Ann sees two in five. Of two of those she would know by what is hidden from her alone.
const people: { readonly id: string; readonly number: number }[] = [];
for (let number = 0; number < 64; number++) {
  const hidden = number === 20 || number === 25;
  const { id } = await createRecord(system, person, {
    ...{
      name: { given: `N${number}`, family: hidden ? 'Other' : 'Siftwell' },
      description: hidden ? 'Siftwell' : null,
    },
    company: number < 4 ? media : number % 5 < 2 ? retail : construction,
  });
  people.push({ id, number });
}
const newestFirst = people.toReversed();
const seenBy = {
  ann: newestFirst.filter(({ number }) => number >= 4 && number % 5 < 2 && number !== 20 && number !== 25),
  bek: newestFirst.filter(({ number }) => number < 4),
};

async function now(id: string): Promise<Context> {
  const ctx = await actAs({ ...system, registry: await readRegistry(registry, system.db) }, id);
  if (!ctx) throw new Error('Nobody');
  return { ...ctx, through: 'web' };
}

/** All pages of a search, each as the ids on it. */
async function pagesOf(ctx: Context, sort?: string): Promise<string[][]> {
  const pages: string[][] = [];
  for (let cursor: string | undefined; pages.length === 0 || cursor; ) {
    const query = { search: 'siftwell', limit: 5, ...(sort ? { sort } : {}), ...(cursor ? { cursor } : {}) };
    const page = JSON.parse(await listRecords(ctx, person, query)) as { items: { id: string }[]; next?: string };
    pages.push(page.items.map(({ id }) => id));
    cursor = page.next ?? undefined;
  }
  return pages;
}

const fives = (records: readonly { readonly id: string }[]) =>
  Array.from({ length: Math.ceil(records.length / 5) }, (_, n) => records.slice(n * 5, n * 5 + 5).map(({ id }) => id));

describe('a search by somebody whose rights are dear to ask', () => {
  test('answers in full pages what they see of what is found, in its order', async () => {
    const ctx = await now(ann);
    expect(siftingOf(ctx, ctx.registry.getNoun('person'), { search: 'siftwell' })).not.toBeNull();
    expect(await pagesOf(ctx)).toEqual(fives(seenBy.ann));
    expect(isWorthSifting(ctx, person)).toBe(true);
    const byName = seenBy.ann.toSorted((one, other) =>
      `N${one.number} Siftwell`.localeCompare(`N${other.number} Siftwell`),
    );
    expect((await pagesOf(ctx, 'name')).flat()).toEqual(byName.map(({ id }) => id));
  });

  test('goes on where what was looked at does not fill a page, and does so at once the next times', async () => {
    const ctx = await now(bek);
    expect(await pagesOf(ctx)).toEqual(fives(seenBy.bek));
    expect(isWorthSifting(ctx, person)).toBe(false);
    expect(isWorthSifting(await now(ann), person)).toBe(true);
    expect(await pagesOf(ctx)).toEqual(fives(seenBy.bek));
    for (let left = 30; left > 0; left--) isWorthSifting(ctx, person);
    expect(isWorthSifting(ctx, person)).toBe(true);
  });

  test('is one question for whom nothing is hidden', () => {
    expect(siftingOf(system, person, { search: 'siftwell' })).toBeNull();
  });
});
