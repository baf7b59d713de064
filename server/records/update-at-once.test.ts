import { expect, it } from 'vitest';
import type { Context } from '../context.ts';
import type { Queryable } from '../db/database.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { createRecord } from './create.ts';
import { getRecord } from './read.ts';
import { updateRecord } from './update.ts';

const { system } = await useWorkspace();
const person = system.registry.getNoun('person');
const invite = () => createRecord(system, person, { name: { given: 'Anahit', family: 'Sargsyan' } });
const changesOf = async (id: string) =>
  system.db.query<{ fields: Record<string, { from: unknown; to: unknown }> }>({
    text: "select fields from change where record = $1 and kind = 'updated' order by id",
    values: [id],
  });

it('changes a record without rules in two statements and no transaction', async () => {
  const { id } = await invite();
  const asked: string[] = [];
  const db: Queryable = {
    query: (statement) => {
      asked.push(statement.text);
      return system.db.query(statement);
    },
    transaction: () => Promise.reject(new Error('A transaction was opened')),
  };
  await updateRecord({ ...system, db }, person, id, { jobTitle: 'Director' });
  expect(asked).toHaveLength(2);
});

it('loses no change where many come at once, and logs each from what it found', async () => {
  const { id } = await invite();
  const titles = Array.from({ length: 20 }, (_, index) => `Title ${index}`);
  await Promise.all(titles.map((jobTitle) => updateRecord(system, person, id, { jobTitle })));
  const changes = (await changesOf(id)).map(({ fields }) => fields.jobTitle);
  expect(changes.map((one) => one?.to).sort()).toEqual([...titles].sort());
  expect(changes.slice(1).map((one) => one?.from)).toEqual(changes.slice(0, -1).map((one) => one?.to));
  expect((await getRecord(system, person, id)).version).toBe(21);
});

it('starts anew under a lock when somebody came between, and logs once', async () => {
  const { id } = await invite();
  await updateRecord(interrupted(system, id), person, id, { jobTitle: 'Director' });
  const record = await getRecord(system, person, id);
  expect(record).toMatchObject({ jobTitle: 'Director', description: 'Met in Gyumri', version: 3 });
  expect((await changesOf(id)).map(({ fields }) => Object.keys(fields))).toEqual([['description'], ['jobTitle']]);
});

/** A context in which another member changes the record between its first two statements. */
function interrupted(ctx: Context, id: string): Context {
  let statements = 0;
  const query: Queryable['query'] = async (statement) => {
    if (++statements === 2) await updateRecord(ctx, person, id, { description: 'Met in Gyumri' });
    return ctx.db.query(statement);
  };
  return { ...ctx, db: { query, transaction: (work) => ctx.db.transaction(work) } };
}
