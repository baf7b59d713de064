import { describe, expect, test } from 'vitest';
import { company } from '../../modules/companies/contract/index.ts';
import { deal, dealLine, pipeline, stage } from '../../modules/deals/contract/index.ts';
import { person } from '../../modules/people/contract/index.ts';
import { task } from '../../modules/tasks/contract/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { type Context, inTransaction } from '../context.ts';
import { findDatabaseError } from '../http/database-problem.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { runBatch } from './batch.ts';
import { createRecord } from './create.ts';
import { createMany } from './create-many.ts';
import { getRecord } from './read.ts';
import { deleteRecord, restoreRecord } from './remove.ts';
import { markMany } from './remove-many.ts';
import { updateRecord, updateRecordText } from './update.ts';
import { type Edit, type Edited, updateMany } from './update-many.ts';

const { system, join } = await useWorkspace();
const anna = await join('Anna', 'manager');
const boris = await join('Boris', 'seller');
const make = (noun: Noun, inputs: readonly object[]) => inTransaction(system, (tx) => createMany(tx, noun, inputs));

/** What a verb does to each of them by itself, or the refusal. */
async function oneByOne(ids: readonly string[], act: (id: string, index: number) => Promise<{ changed?: boolean }>) {
  const outcomes: string[] = [];
  for (const [index, id] of ids.entries()) {
    outcomes.push(
      await act(id, index).then(
        ({ changed }) => (changed === false ? 'unchanged' : 'changed'),
        (error: unknown) => codeOf(error instanceof AppError ? error : findDatabaseError(error)),
      ),
    );
  }
  return outcomes;
}

function codeOf(error: AppError | null): string {
  const [field] = error?.fields ?? [];
  return field ? `${field.path} ${field.code}` : (error?.code ?? 'no refusal');
}

/** Picks by a row of numbers that is the same each time. */
function picker(seed: number) {
  let state = seed;
  return <T>(items: readonly T[]): T => {
    state = (state * 48271) % 2147483647;
    return items[state % items.length] as T;
  };
}

const outcomesOf = (edited: readonly Edited[] | null) =>
  edited?.map((one) => ('refusal' in one ? codeOf(one.refusal) : one.changed ? 'changed' : 'unchanged'));

/** Records, their history and what hangs on them, told so that twins tell the same. */
async function stateOf(noun: Noun, table: string, ids: readonly string[]) {
  const nameless = (text: string) => ids.reduce((told, id, index) => told.replaceAll(id, `#${index}`), text);
  const moments = /"(updatedAt|createdAt|stageEnteredAt|completedAt|deletedAt)":"[^"]*"/g;
  const records = await Promise.all(
    ids.map(async (id) => nameless(JSON.stringify(await getRecord(system, noun, id))).replace(moments, '"$1":"some"')),
  );
  const logged = await system.db.query({
    text: `select record, array_agg(kind || ' ' || coalesce(member::text, '') || ' ' || through || ' ' ||
        (fields #- '{stageEnteredAt}' #- '{completedAt}')::text order by id) as changes
      from change where record = any($1::uuid[]) group by 1 order by array_position($1::uuid[], record)`,
    values: [ids],
  });
  const visits = await system.db.query({
    text: `select deal, array_agg(stage_name || ' ' || (left_at is null) || ' ' || coalesce(created_by::text, '') order by id) as visits
      from stage_visits where deal = any($1::uuid[]) group by 1 order by array_position($1::uuid[], deal)`,
    values: [ids],
  });
  const search = await system.db.query({
    text: `select search from ${table} where id = any($1::uuid[]) order by array_position($1::uuid[], id)`,
    values: [ids],
  });
  return nameless(JSON.stringify({ records, logged, visits, search }, null, 1));
}

/** Does the same to twins, one after another here and as a set there: all must come to the same. */
async function expectTwins(
  noun: Noun,
  table: string,
  [one, other]: readonly [readonly string[], readonly string[]],
  each: (id: string, index: number) => Promise<{ changed?: boolean }>,
  all: (ids: readonly string[]) => Promise<readonly Edited[] | null>,
) {
  const single = await oneByOne(one, each);
  expect(outcomesOf(await all(other))).toEqual(single);
  expect(await stateOf(noun, table, other)).toBe(await stateOf(noun, table, one));
  return single;
}

const updateEach = (ctx: Context, noun: Noun, inputs: readonly object[], versions: readonly (number | undefined)[]) =>
  ((id, index) => updateRecordText(ctx, noun, id, inputs[index], versions[index])) as Parameters<typeof expectTwins>[3];
const updateAll =
  (ctx: Context, noun: Noun, inputs: readonly object[], versions: readonly (number | undefined)[]) =>
  (ids: readonly string[]) =>
    inTransaction(ctx, (tx) =>
      updateMany(
        tx,
        noun,
        ids.map((id, index): Edit => {
          const version = versions[index];
          return { id, input: inputs[index], ...(version === undefined ? {} : { version }) };
        }),
      ),
    );

describe('a set of records', () => {
  test('is changed, deleted and restored exactly as each of them would be', async () => {
    const pick = picker(28);
    const [home, far] = await make(pipeline, [{ name: 'Home' }, { name: 'Far' }]);
    const kinds = ['open', 'open', 'won', 'lost'];
    const stages = await make(stage, [
      ...kinds.map((kind, index) => ({ name: `${kind} ${index}`, pipeline: home, kind })),
      { name: 'Beyond', pipeline: far },
    ]);
    const [first, second] = await make(company, [{ name: 'Ararat' }, { name: 'Sevan' }]);
    const owners = [anna, boris].map(({ actor }) => actor.memberId);
    const inputs = Array.from({ length: 8 }, (_, index) => ({
      ...{ name: `Twin ${index}`, pipeline: home, owner: owners[index % 2] as string, openedOn: '2026-03-01' },
      ...{ company: first, externalId: null, amount: { amount: '10', currency: 'EUR' } },
    }));
    const twins = [await make(deal, inputs), await make(deal, inputs)] as const;
    for (const ids of twins) {
      await createRecord(system, dealLine, {
        ...{ deal: ids[1], quantity: 2, price: { amount: '5', currency: 'EUR' }, name: 'Line' },
      });
      await deleteRecord(system, deal, ids[2] as string);
    }
    const patches = [
      () => ({ stage: pick(stages) }),
      () => ({ stage: pick(stages), lostReason: 'price' }),
      () => ({ pipeline: pick([home, far]) }),
      () => ({ name: pick(['', 'Winter', 'Summer']), company: pick([second, null]) }),
      () => ({ amount: { amount: String(pick([0, 1, 2])), currency: 'EUR' } }),
      () => ({ closedOn: pick(['2026-01-01', '2026-10-01', null]), description: 'Seen' }),
      () => ({ owner: pick(owners), openedOn: pick(['2026-03-01', '2026-12-01']) }),
    ];
    const sure = [{ stage: stages[3] }, { amount: { amount: '7', currency: 'EUR' } }];
    const seen = new Set<string>();
    for (let round = 0; round < 10; round++) {
      const ctx = round === 0 ? anna : pick([anna, anna, boris]);
      const patch = inputs.map((_, index) => (round === 0 && sure[index]) || pick(patches)());
      const versions = inputs.map(() => (round > 0 ? pick([0, 0, 0, round + 1]) || undefined : undefined));
      const acts = (['update', 'update', 'update', 'delete', 'restore'] as const)[round % 5];
      const single =
        acts === 'update'
          ? await expectTwins(
              deal,
              'deals',
              twins,
              updateEach(ctx, deal, patch, versions),
              updateAll(ctx, deal, patch, versions),
            )
          : await expectTwins(
              ...([deal, 'deals', twins] as const),
              (id) => (acts === 'delete' ? deleteRecord : restoreRecord)(ctx, deal, id),
              (ids) =>
                inTransaction(ctx, (tx) =>
                  markMany(
                    tx,
                    deal,
                    ids.map((id) => ({ id })),
                    acts === 'delete' ? 'deleted' : 'restored',
                  ),
                ),
            );
      for (const one of single) seen.add(one);
    }
    // The rounds meet what they are about.
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...['changed', 'unchanged', 'forbidden', 'stale', 'inBin', 'lostReason required', 'amount followsLines'],
      ]),
    );
  });

  test('takes the rules of each noun, and its links', async () => {
    const people = Array.from({ length: 3 }, (_, index) => ({ name: { given: 'Ani', family: `No ${index}` } }));
    const twins = [await make(person, people), await make(person, people)] as const;
    const [work] = await make(company, [{ name: 'Ani and Sons' }]);
    const links = people.map((_, index) => ({
      affiliations: index === 2 ? [] : [{ id: work, role: `R${index}` }],
      jobTitle: 'Cook',
    }));
    await expectTwins(person, 'people', twins, updateEach(anna, person, links, []), updateAll(anna, person, links, []));
    const tasks = ['Ring', 'Write'].map((title) => ({ title }));
    const chores = [await make(task, tasks), await make(task, tasks)] as const;
    const done = [{ done: true }, { done: false }];
    await expectTwins(task, 'tasks', chores, updateEach(anna, task, done, []), updateAll(anna, task, done, []));
  });

  test('goes one after another where one of them may hang on another', async () => {
    const [upper, lower] = await make(company, [{ name: 'Upper' }, { name: 'Lower' }]);
    const circle = [{ parent: lower }, { parent: upper }];
    expect(await updateAll(anna, company, circle, [])([upper as string, lower as string])).toBeNull();
    const same = [{ industry: 'retail' }, { industry: 'finance' }];
    expect(await updateAll(anna, company, same, [])([upper as string, upper as string])).toBeNull();
    const operations = circle.map((update, index) => ({ update: { id: index ? lower : upper, ...update } }));
    await expect(runBatch(anna, company, { operations } as never)).rejects.toMatchObject({
      status: 422,
      fields: [{ path: 'operations.1.parent' }],
    });
    expect(await getRecord(system, company, upper as string)).toMatchObject({ parent: null, version: 1 });
  });

  test('waits for whoever changes one of them, and goes by what they have written', async () => {
    const ids = await make(company, [{ name: 'Waited for' }, { name: 'Beside' }]);
    let all: Promise<readonly Edited[] | null> = Promise.resolve(null);
    await inTransaction(system, async (tx) => {
      await updateRecord(tx, company, ids[0] as string, { industry: 'retail' });
      all = updateAll(anna, company, [{ industry: 'retail' }, { industry: 'retail' }], [])(ids);
      await expect
        .poll(async () => (await system.db.query({ text: `select 1 from pg_locks where not granted` })).length)
        .toBeGreaterThan(0);
    });
    expect(outcomesOf(await all)).toEqual(['unchanged', 'changed']);
  });
});
