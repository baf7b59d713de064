import fc from 'fast-check';
import { sampleRecord } from '../../shared/filter/arbitraries.ts';
import {
  findSampleNoun,
  sampleChild,
  sampleCompanies,
  sampleMembers,
  sampleNoun,
  sampleNouns,
} from '../../shared/filter/sample.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { Link } from '../../shared/nouns/value.ts';
import { workGrants } from '../access/grants.ts';
import type { Context } from '../context.ts';
import { quote, tableOf } from '../metadata/names.ts';
import type { ServerModule } from '../module.ts';
import { writeLinks } from '../records/links.ts';
import { Params } from '../records/params.ts';
import { columnsOf, inputForm, searchColumn } from '../records/values.ts';
import { type TestWorkspace, useWorkspace } from './workspace.ts';

export type SampleRecord = Record<string, unknown> & { readonly id: string };

const sampleModule: ServerModule = {
  name: 'sample',
  nouns: sampleNouns,
  policies: sampleNouns.map((noun) => ({ noun: noun.name, grants: workGrants })),
};

/** A workspace of the sample nouns with that many records in it, which are handed back as they would lie in memory. */
export async function useSampleWorkspace(
  count: number,
): Promise<TestWorkspace & { readonly records: readonly SampleRecord[] }> {
  const workspace = await useWorkspace([sampleModule]);
  const { system } = workspace;
  const records = fc.sample(sampleRecord, { numRuns: count, seed: 20261121 }) as unknown as SampleRecord[];
  for (const member of sampleMembers) await insert(system, findSampleNoun('member') as Noun, member);
  for (const company of sampleCompanies) await insert(system, findSampleNoun('company') as Noun, company);
  for (const record of records) {
    await insert(system, sampleNoun, record);
    for (const reply of record.reply as SampleRecord[])
      await insert(system, sampleChild, { ...reply, inquiry: { id: record.id } });
  }
  return { ...workspace, records };
}

async function insert({ db }: Context, noun: Noun, record: SampleRecord): Promise<void> {
  const values = Object.fromEntries(
    Object.entries(noun.fields).map(([name, field]) => [name, inputForm(field, record[name])]),
  );
  const columns: Record<string, unknown> = {
    id: record.id,
    search: searchColumn(noun, values),
    ...columnsOf(noun, values),
    ...(record.createdAt ? { created_at: record.createdAt } : {}),
  };
  const names = Object.keys(columns);
  const params = new Params();
  const places = names.map((name) => params.add(columns[name]));
  await db.query({
    text: `insert into ${quote(tableOf(noun))} (${names.map(quote).join(', ')}) values (${places.join(', ')})`,
    values: params.values,
  });
  for (const [name, field] of Object.entries(noun.fields))
    if (field.kind === 'links') await writeLinks(db, noun, name, record.id, record[name] as Link[]);
}
