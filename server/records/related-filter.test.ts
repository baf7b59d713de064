import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { localDayRange } from '../../shared/dates/time-zone.ts';
import { sampleContext } from '../../shared/filter/arbitraries.ts';
import { checkFilter } from '../../shared/filter/check.ts';
import { matchesFilter } from '../../shared/filter/evaluate.ts';
import {
  type Filter,
  type FilterContext,
  filterSchema,
  type Operator,
  type Related,
  type Was,
} from '../../shared/filter/filter.ts';
import { findSampleNoun, sampleChild, sampleCompanies, sampleMembers, sampleNoun } from '../../shared/filter/sample.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import type { Context } from '../context.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { withPolicies } from '../testing/other-policies.ts';
import { type SampleRecord, useSampleWorkspace } from '../testing/sample-workspace.ts';
import { createRecord } from './create.ts';
import { compileFilter } from './filter-sql.ts';
import { listRecords } from './list.ts';
import { Params } from './params.ts';
import { getRecord } from './read.ts';
import { deleteRecord } from './remove.ts';
import { updateRecord } from './update.ts';

const { system, records, registry } = await useSampleWorkspace(60);
const company = registry.getNoun('company');
const companyOf = (id: string) => sampleCompanies.find((one) => one.id === id);

/** The records with what hangs on them, as the evaluator reads it. */
const whole = records.map((record) => ({
  ...record,
  company: record.company as SampleRecord | null,
  partners: (record.partners as { id: string }[]).map((link) => ({ ...link, record: companyOf(link.id) })),
  'reply.inquiry': record.reply,
}));
const companies = sampleCompanies.map((one) => ({
  ...one,
  'inquiry.company': whole.filter(({ company: pointer }) => pointer?.id === one.id),
  'inquiry.partners': whole.filter(({ partners }) => partners.some(({ id }) => id === one.id)),
}));

async function findBySql(ctx: Context, noun: typeof company, filter: Filter): Promise<string[]> {
  const params = new Params();
  const text = `select id from ${quote(tableOf(noun))} t where ${compileFilter(filter, { ctx, noun, params, alias: 't' })} order by id`;
  return (await ctx.db.query<{ id: string }>({ text, values: params.values })).map((row) => row.id);
}

const bounds = fc.constantFrom<Pick<Related, 'least' | 'most'>>(
  {},
  { least: 2 },
  { most: 0 },
  { most: 1 },
  { least: 1, most: 2 },
);
const about = (of: string | undefined, by: string, ...wheres: readonly Filter[]): fc.Arbitrary<Filter> =>
  fc
    .tuple(bounds, fc.constantFrom(undefined, ...wheres))
    .map(([bound, where]) => ({ related: { ...(of ? { of } : {}), by, ...bound, ...(where ? { where } : {}) } }));
const ofInquiry = fc.oneof(
  about(undefined, 'company', { field: 'industry', op: 'is', value: 'retail' }, { field: 'employees', op: 'isEmpty' }),
  about(undefined, 'partners', { field: 'name', op: 'contains', value: 'a' }),
  about(
    'reply',
    'inquiry',
    { field: 'minutes', op: 'atLeast', value: 1 },
    { not: { field: 'company', op: 'isEmpty' } },
  ),
);
const ofCompany = fc.oneof(
  about(
    'inquiry',
    'company',
    { field: 'score', op: 'greaterThan', value: 0 },
    { field: 'company.name', op: 'is', value: 'acme' },
  ),
  about('inquiry', 'partners', { field: 'urgent', op: 'is', value: true }, { search: 'ivanov' }),
);
const contextFor = ({ memberId, teamMemberIds, today, timeZone }: FilterContext): Context => ({
  ...system,
  now: () => localDayRange(timeZone, today).start,
  actor: { ...system.actor, memberId, teamMemberIds },
  workspace: { ...system.workspace, timeZone },
});

describe('a filter by what hangs on a record', () => {
  it.each([
    ['inquiries', sampleNoun, ofInquiry, whole],
    ['companies', company, ofCompany, companies],
  ] as const)('selects the %s that the evaluator in memory lets pass', async (_, noun, filters, all) => {
    const filter = fc.oneof(
      filters,
      filters.map((one): Filter => ({ not: one })),
      fc.tuple(filters, filters).map((any): Filter => ({ any })),
    );
    await fc.assert(
      fc.asyncProperty(filter, sampleContext, async (one, context) => {
        expect(filterSchema.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
        expect(checkFilter(one, noun, findSampleNoun)).toEqual([]);
        const passing = all.filter((record) => matchesFilter(one, record, noun, findSampleNoun, context));
        expect(await findBySql(contextFor(context), noun as typeof company, one)).toEqual(
          passing.map(({ id }) => id).sort(),
        );
      }),
      { numRuns: 80 },
    );
  });

  it.each<readonly [Filter, string, string]>([
    [{ related: { of: 'nothing', by: 'company' } }, 'related.by', 'unknownField'],
    [{ related: { of: 'inquiry', by: 'subject' } }, 'related.by', 'unknownField'],
    [{ related: { by: 'constructor' } }, 'related.by', 'unknownField'],
    [{ related: { of: 'inquiry', by: 'company', least: 3, most: 2 } }, 'related.most', 'tooSmall'],
    [
      { related: { of: 'inquiry', by: 'company', where: { field: 'nothing', op: 'isEmpty' } } },
      'related.where.field',
      'unknownField',
    ],
    [
      { related: { of: 'inquiry', by: 'company', where: { related: { of: 'reply', by: 'inquiry' } } } },
      'related.where.related.by',
      'relatedTwice',
    ],
    [{ changed: { field: 'nothing', since: '2024-01-01' } }, 'changed.field', 'unknownField'],
    [{ changed: { since: 'yesterday' } }, 'changed.since', 'notADate'],
  ])('that makes no sense is refused: %j', (filter, path, code) => {
    expect(checkFilter(filter, company, findSampleNoun)).toEqual([expect.objectContaining({ path, code })]);
  });

  it('counts neither what lies in the bin nor what the actor may not see', async () => {
    const { id } = await createRecord(system, company, { name: 'Watched' });
    const made = await createRecord(system, sampleNoun, { subject: 'Secret', company: id });
    const anna: Context = { ...system, actor: { ...system.actor, role: 'seller' } };
    const filter: Filter = {
      all: [{ field: 'id', op: 'is', value: id }, { related: { of: 'inquiry', by: 'company' } }],
    };
    const hidden = { ...anna, registry: withPolicies(registry, (noun) => unseen(noun)) };
    expect(await findBySql(anna, company, filter)).toEqual([id]);
    expect(await findBySql(hidden, company, filter)).toEqual([]);
    await deleteRecord(system, sampleNoun, made.id);
    expect(await findBySql(system, company, filter)).toEqual([]);
  });

  const unseen = (noun: Noun) => (noun.name === 'inquiry' ? { noun: 'inquiry', grants: {} } : registry.getPolicy(noun));
});

describe('a filter by history', () => {
  const since = (plus: number) => ({ from: 'today', plus, unit: 'day' }) as const;
  const found = async (filter: Filter) =>
    (JSON.parse(await listRecords(system, company, { filter })) as { items: AnyRecord[] }).items.map(
      ({ name }) => name,
    );

  it('finds what was changed since a day, and the field that was', async () => {
    const { id } = await createRecord(system, company, { name: 'Busy' });
    await createRecord(system, company, { name: 'Quiet' });
    await updateRecord(system, company, id, { employees: 5 });
    expect(await found({ changed: { field: 'employees', since: since(-7) } })).toEqual(['Busy']);
    expect(await found({ changed: { field: 'industry', since: since(-7) } })).toEqual([]);
    expect(await found({ changed: { field: 'employees', since: since(1) } })).toEqual([]);
    expect(await found({ changed: { since: since(0) } })).toEqual(expect.arrayContaining(['Busy', 'Quiet']));
    expect(await found({ not: { changed: { since: since(-60) } } })).not.toContain('Busy');
  });

  it('means the same in memory', () => {
    const context = { memberId: null, teamMemberIds: [], today: '2024-03-10', timeZone: 'UTC' };
    const changes = [{ at: '2024-03-09T00:00:00.000Z', kind: 'updated', fields: { score: {} } }];
    const holds = (filter: Filter, past = changes) =>
      matchesFilter(filter, { changes: past }, sampleNoun, findSampleNoun, context);
    expect(holds({ changed: { field: 'score', since: '2024-03-09' } })).toBe(true);
    expect(holds({ changed: { field: 'score', since: since(0) } })).toBe(false);
    expect(holds({ changed: { field: 'budget', since: '2024-01-01' } })).toBe(false);
    expect(
      holds({ changed: { since: '2024-01-01' } }, [
        { at: '2024-03-09T00:00:00Z', kind: 'computed', fields: { score: {} } },
      ]),
    ).toBe(false);
    expect(holds({ related: { of: sampleChild.name, by: 'inquiry', most: 0 } })).toBe(true);
  });
});

describe('a filter by what a field was', () => {
  const values = [
    { score: 5, budget: { amount: '900.5', currency: 'EUR' }, dueDate: '2024-03-01', urgent: true, source: 'email' },
    { score: -1.5, budget: { amount: '0', currency: 'USD' }, dueDate: '2024-03-10', urgent: false, source: 'phone' },
    { score: null, budget: null, dueDate: null, urgent: null, source: null, owner: null, company: null },
    { score: 9, owner: sampleMembers[0]?.id, company: sampleCompanies[1]?.id },
    { score: 7, owner: sampleMembers[1]?.id, company: sampleCompanies[0]?.id, source: 'visit', stars: 3 },
  ];
  let aged: readonly AnyRecord[] = [];
  // Here, as the tests above count every inquiry there is.
  beforeAll(async () => {
    const made = await Promise.all(
      values.map(async (first, index) => {
        const { id } = await createRecord(system, sampleNoun, { subject: `Past ${index}`, ...first });
        for (const step of [1, 3, 4])
          await updateRecord(system, sampleNoun, id, { ...values[(index + step) % values.length] });
        return id;
      }),
    );
    // A change every seventeen hours, around the days that filters ask for.
    const hours = `timestamptz '2024-03-07T20:00:00Z' + interval '17 hours' *`;
    await system.db.query({
      text: `update change set at = ${hours} place from (select id, row_number() over (partition by record order by id) as place
      from change where record = any($1)) aged where aged.id = change.id`,
      values: [made],
    });
    await system.db.query({ text: `update inquiries set created_at = ${hours} 1 where id = any($1)`, values: [made] });
    aged = await Promise.all(
      made.map(async (id) => {
        const changes = await system.db.query<{ at: Date; kind: string; fields: object }>({
          text: 'select at, kind, fields from change where record = $1 order by id',
          values: [id],
        });
        const told = changes.map(({ at, ...change }) => ({ ...change, at: new Date(at).toISOString() }));
        return { ...(await getRecord(system, sampleNoun, id)), changes: told } as AnyRecord;
      }),
    );
  });

  const past = fc.oneof(
    fc.record({
      field: fc.constantFrom('score', 'budget', 'stars'),
      op: fc.constantFrom<Operator>('is', 'lessThan', 'atMost', 'greaterThan', 'atLeast'),
      value: fc.constantFrom<string | number>(5, '900.50', -1.5, 0, 3),
    }),
    fc.record({
      field: fc.constant('dueDate'),
      op: fc.constantFrom<Operator>('is', 'lessThan', 'atMost', 'greaterThan', 'atLeast'),
      value: fc.constantFrom('2024-03-10', { from: 'today' as const }, { from: 'today' as const, plus: -9 }),
    }),
    fc.record({ field: fc.constant('urgent'), op: fc.constant<Operator>('is'), value: fc.boolean() }),
    fc.record({
      field: fc.constant('source'),
      op: fc.constant<Operator>('is'),
      value: fc.constantFrom('email', 'visit'),
    }),
    fc.record({
      field: fc.constantFrom('source'),
      op: fc.constant<Operator>('isAnyOf'),
      value: fc.constantFrom<string[]>([], ['phone', 'visit']),
    }),
    fc.record({
      field: fc.constantFrom('owner', 'company'),
      op: fc.constant<Operator>('is'),
      value: fc.constantFrom('@me', sampleMembers[0]?.id ?? '', (sampleCompanies[1]?.id ?? '').toUpperCase()),
    }),
  );
  const day = fc.constantFrom(
    '2024-03-07',
    '2024-03-08',
    '2024-03-09',
    { from: 'today' as const, plus: -1 },
    undefined,
  );
  const was = fc.tuple(past, day).map(([one, on]): Filter => ({ was: { ...one, ...(on ? { on } : {}) } }));
  const ofThese: Filter = { field: 'subject', op: 'startsWith', value: 'Past ' };

  it('selects the records that the evaluator in memory lets pass, of any time and of a day', async () => {
    const filter = fc.oneof(
      was,
      was.map((one): Filter => ({ not: one })),
    );
    await fc.assert(
      fc.asyncProperty(filter, sampleContext, async (one, context) => {
        expect(filterSchema.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
        expect(checkFilter(one, sampleNoun, findSampleNoun)).toEqual([]);
        const passing = aged.filter((record) => matchesFilter(one, record, sampleNoun, findSampleNoun, context));
        const found = await findBySql(contextFor(context), sampleNoun as typeof company, { all: [ofThese, one] });
        expect(found).toEqual(passing.map(({ id }) => id).sort());
      }),
      { numRuns: 200 },
    );
  });

  it.each<readonly [object, string, string]>([
    [{ field: 'subject', op: 'is', value: 'x' }, 'was.field', 'unknownField'],
    [{ field: 'about', op: 'is', value: sampleCompanies[0]?.id }, 'was.field', 'unknownField'],
    [{ field: 'company.name', op: 'is', value: 'x' }, 'was.field', 'unknownField'],
    [{ field: 'score', op: 'isNot', value: 1 }, 'was.op', 'notAnOption'],
    [{ field: 'score', op: 'is', value: 'x' }, 'was.value', 'notANumber'],
    [{ field: 'score', op: 'is', value: 1, on: 'yesterday' }, 'was.on', 'notADate'],
  ])('that makes no sense is refused: %j', (one, path, code) => {
    expect(checkFilter({ was: one as Was }, sampleNoun, findSampleNoun)).toEqual([
      expect.objectContaining({ path, code }),
    ]);
  });
});
