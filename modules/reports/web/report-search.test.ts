import { describe, expect, it } from 'vitest';
import { parseReportSearch, toQuestion } from './report-search.ts';

const owner = '0190b6f0-0000-7000-8000-00000000000a';

describe('the report’s address', () => {
  it('gives what it holds, and drops what does not fit', () => {
    expect(
      parseReportSearch({ period: 'custom', from: '2026-01-01', to: '2026-02-30', owner, team: 'Boris', x: 1 }),
    ).toEqual({
      ...{ period: 'custom', from: '2026-01-01', owner },
    });
    const filter = { field: 'company.category', op: 'isNotEmpty' };
    expect(parseReportSearch({ filter, category: 'company.lifecycle' })).toEqual({
      ...{ filter, category: 'company.lifecycle' },
    });
    expect(parseReportSearch({ filter: { field: 1 }, category: 'owner.password' })).toEqual({});
    expect(parseReportSearch({ period: 'all', from: '2026-01-01' })).toEqual({});
    expect(parseReportSearch({ period: 'thisYear', from: '2026-01-01' })).toEqual({ period: 'thisYear' });
  });

  it.each([
    ['thisMonth', '2028-02-29', '2028-02-01', '2028-02-29'],
    ['lastMonth', '2027-01-31', '2026-12-01', '2026-12-31'],
    ['thisQuarter', '2026-05-15', '2026-04-01', '2026-06-30'],
    ['lastQuarter', '2026-02-15', '2025-10-01', '2025-12-31'],
    ['thisYear', '2026-12-31', '2026-01-01', '2026-12-31'],
    ['lastYear', '2026-01-01', '2025-01-01', '2025-12-31'],
  ] as const)('means by %s on %s the days %s to %s', (period, today, from, to) => {
    expect(toQuestion({ period, owner }, today)).toEqual({ owner, from, to });
  });

  it('means all time without a period, and the given days with a custom one', () => {
    expect(toQuestion({ owner }, '2026-05-15')).toEqual({ owner });
    expect(toQuestion({ period: 'custom', from: '2026-01-02' }, '2026-05-15')).toMatchObject({ from: '2026-01-02' });
  });
});
