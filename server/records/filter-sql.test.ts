import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleContext, sampleFilter } from '../../shared/filter/arbitraries.ts';
import { checkFilter } from '../../shared/filter/check.ts';
import { matchesFilter } from '../../shared/filter/evaluate.ts';
import type { Filter, FilterContext } from '../../shared/filter/filter.ts';
import { findSampleNoun, sampleNoun } from '../../shared/filter/sample.ts';
import type { Context } from '../context.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { useSampleWorkspace } from '../testing/sample-workspace.ts';
import { compileFilter } from './filter-sql.ts';
import { Params } from './params.ts';

const { system, records } = await useSampleWorkspace(120);

function contextFor(filterContext: FilterContext): Context {
  const { memberId, teamMemberIds, today, timeZone } = filterContext;
  return {
    ...system,
    actor: { ...system.actor, memberId, teamMemberIds },
    workspace: { ...system.workspace, timeZone },
    // Noon of that day: whatever the zone, it is that day there.
    now: () => new Date(`${today}T${timeZone === 'America/New_York' ? '17' : '09'}:00:00Z`),
  };
}

async function findBySql(filter: Filter, filterContext: FilterContext): Promise<string[]> {
  const params = new Params();
  const scope = { ctx: contextFor(filterContext), noun: sampleNoun, params, alias: 't' };
  const text = `select id from ${quote(tableOf(sampleNoun))} t where ${compileFilter(filter, scope)} order by id`;
  return (await system.db.query<{ id: string }>({ text, values: params.values })).map((row) => row.id);
}

describe('a filter compiled to SQL', () => {
  it('selects exactly the records that the evaluator in memory lets pass', async () => {
    await fc.assert(
      fc.asyncProperty(sampleFilter, sampleContext, async (filter, filterContext) => {
        fc.pre(checkFilter(filter, sampleNoun, findSampleNoun).length === 0);
        const expected = records
          .filter((record) => matchesFilter(filter, record, sampleNoun, findSampleNoun, filterContext))
          .map((record) => record.id)
          .sort();
        expect(await findBySql(filter, filterContext)).toEqual(expected);
      }),
      { numRuns: 600 },
    );
  });

  it('never lets a value become SQL', async () => {
    const hostile = ["'; drop table inquiries; --", '\\', '%', '_', '$1', "' or '1'='1", '"', '\u2019 or 1=1'];
    for (const value of hostile)
      for (const op of ['is', 'contains', 'startsWith', 'isNot'] as const)
        for (const field of ['subject', 'source', 'emails', 'place.city', 'company.name']) {
          if (field === 'source' && (op === 'contains' || op === 'startsWith')) continue;
          const filterContext = { memberId: null, teamMemberIds: [], today: '2024-01-01', timeZone: 'UTC' };
          const found = await findBySql({ field, op, value }, filterContext);
          expect(Array.isArray(found)).toBe(true);
        }
    expect(
      await findBySql({ all: [] }, { memberId: null, teamMemberIds: [], today: '2024-01-01', timeZone: 'UTC' }),
    ).toHaveLength(records.length);
  });

  it('refuses what the noun does not have', () => {
    const scope = { ctx: system, noun: sampleNoun, params: new Params(), alias: 't' };
    for (const field of [
      'nonsense',
      '__proto__',
      'constructor',
      'subject.length',
      'company.owner.name',
      'reply',
      'reply.company.name',
      'reply.inquiry.subject',
      'search',
      'deleted_at',
    ])
      expect(() => compileFilter({ field, op: 'isEmpty' }, scope)).toThrow('invalid');
  });
});
