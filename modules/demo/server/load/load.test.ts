import { describe, expect, it } from 'vitest';
import { asSystem, inTransaction } from '../../../../server/context.ts';
import { snakeCase, tableOf } from '../../../../server/metadata/names.ts';
import { createRecord } from '../../../../server/records/create.ts';
import { countRecords, listRecords } from '../../../../server/records/list.ts';
import { deleteRecord } from '../../../../server/records/remove.ts';
import { addWorkspace, useWorkspace } from '../../../../server/testing/workspace.ts';
import { createSchema } from '../../../../shared/contract/field-schemas.ts';
import type { Noun } from '../../../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { company } from '../../../companies/contract/index.ts';
import { deal, dealLine, stageVisit } from '../../../deals/contract/index.ts';
import { note } from '../../../notes/contract/index.ts';
import { person } from '../../../people/contract/index.ts';
import { task } from '../../../tasks/contract/index.ts';
import { loadRecords } from './load.ts';

const wish = { people: 300, companies: 100, deals: 200, activities: 250 };
const { system, registry, database } = await useWorkspace();
const written = await loadRecords(system, wish);
const page = async (noun: Noun, ctx = system, limit = 60) =>
  (JSON.parse(await listRecords(ctx, noun, { limit })) as { items: AnyRecord[] }).items;

const plain = [company, person, deal, task, note] as const;

it('writes as many records as asked for, with lines and stage visits', async () => {
  expect(written).toMatchObject({ people: 300, companies: 100, deals: 200, tasks: 150, notes: 100 });
  for (const noun of [...plain, dealLine, stageVisit]) {
    expect((await countRecords(system, noun, {})).count, noun.name).toBe(written[noun.plural]);
  }
});

describe('a loaded record', () => {
  it.each(plain.map((noun) => [noun.name, noun] as const))('of %s is accepted by the API as it is', async (_, noun) => {
    const accepted = createSchema(noun as Noun);
    for (const record of await page(noun)) {
      const input = inputOf(noun, record);
      expect(accepted.safeParse(input).error?.issues ?? []).toEqual([]);
    }
  });

  it.each([company, person, task, note].map((noun) => [noun.name, noun] as const))(
    'of %s lies in the table as the API would have written it',
    async (_, noun) => {
      for (const record of (await page(noun)).slice(0, 10)) {
        const twin = await createRecord(asSystem(system), noun as Noun, inputOf(noun, record));
        const [loaded, made] = await Promise.all([columnsOf(noun, record.id), columnsOf(noun, twin.id)]);
        expect(loaded).toEqual(made);
        await inTransaction(system, (tx) => deleteRecord(tx, noun, twin.id));
      }
    },
  );
});

it('gives the deals the state their stage history tells', async () => {
  const rows = await system.db.query<{ broken: number }>({
    text: `select count(*)::int as broken from deals d where
      d.stage is distinct from (select v.stage from stage_visits v where v.deal = d.id and v.left_at is null)
      or (d.status = 'open') <> (d.closed_on is null) or (d.status = 'lost') <> (d.lost_reason is not null)
      or exists (select 1 from deal_lines l where l.deal = d.id having sum(l.amount) is distinct from d.amount and count(*) > 0)`,
  });
  expect(rows).toEqual([{ broken: 0 }]);
});

it('leaves no index or foreign key out, and finds people by a part of their name', async () => {
  const catalogue = async (schema: string) =>
    database.workspace({ id: '', schema }).query<{ name: string }>({
      text: `select relname as name from pg_class where relkind = 'i' and relnamespace = current_schema()::regnamespace
        and relname not like 'change%' union all
        select conname from pg_constraint where connamespace = current_schema()::regnamespace and conname not like 'change%' order by 1`,
    });
  const fresh = await addWorkspace(database, registry);
  expect(await catalogue(system.workspace.schema)).toEqual(await catalogue(fresh.workspace.schema));
  const [somebody] = await page(person);
  const family = String((somebody?.name as { family: string } | undefined)?.family).toLowerCase();
  const found = JSON.parse(await listRecords(system, person, { search: family.slice(0, -1), limit: 200 }));
  expect(found.items.map(({ id }: AnyRecord) => id)).toContain(somebody?.id);
});

it('gives the same records for the same numbers', async () => {
  const again = await addWorkspace(database, registry);
  await loadRecords(again.system, wish);
  const names = async (ctx: typeof system) =>
    (await page(person, ctx, 20)).map(({ id, name, emails }) => ({ id, name, emails }));
  expect(await names(again.system)).toEqual(await names(system));
});

it('adds to what is there already', async () => {
  const { system: busy } = await addWorkspace(database, registry);
  await createRecord(busy, company, { name: 'Ararat Trade' });
  await loadRecords(busy, { people: 10, companies: 5, deals: 3, activities: 4 });
  expect((await countRecords(busy, company, {})).count).toBe(6);
});

/** What a client would send to have the same record. */
function inputOf(noun: Noun, record: AnyRecord): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(noun.fields)
      .filter(([name, field]) => !field.readOnly && record[name] !== null)
      .map(([name, field]) => [
        name,
        field.kind === 'relation' || field.kind === 'member' ? (record[name] as { id: string }).id : record[name],
      ]),
  );
}

async function columnsOf(noun: Noun, id: string): Promise<Record<string, unknown>> {
  const [row] = await system.db.query({ text: `select * from ${tableOf(noun)} where id = $1`, values: [id] });
  const { id: _, created_at, updated_at, created_by, completed_at, ...columns } = row ?? {};
  const computed = Object.entries(noun.fields).flatMap(([name, field]) => (field.computed ? [snakeCase(name)] : []));
  for (const name of computed) delete columns[name];
  return columns;
}
