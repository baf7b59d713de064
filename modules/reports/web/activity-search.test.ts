import { expect, test } from 'vitest';
import { parseActivitySearch, toActivityQuestion } from './activity-search.ts';

test('a period is its first and last day, and moves with the calendar', () => {
  const days = (period: string) => toActivityQuestion(parseActivitySearch({ period }), '2026-03-04');
  expect(days('nonsense')).toEqual({ from: '2026-02-26', to: '2026-03-04', by: 'day' });
  expect(days('thisWeek')).toEqual({ from: '2026-03-02', to: '2026-03-08', by: 'day' });
  expect(days('today')).toEqual({ from: '2026-03-04', to: '2026-03-04', by: 'day' });
  expect(days('lastWeek')).toMatchObject({ from: '2026-02-23', to: '2026-03-01' });
  expect(days('lastMonth')).toEqual({ from: '2026-02-01', to: '2026-02-28', by: 'week' });
  expect(days('thisQuarter')).toEqual({ from: '2026-01-01', to: '2026-03-31', by: 'week' });
});

test('days of one’s own are taken where they are days, and drawn in spans that fit', () => {
  const own = parseActivitySearch({ period: 'custom', from: '2024-01-01', to: 'never', team: 'x', evil: '1' });
  expect(own).toEqual({ period: 'custom', from: '2024-01-01' });
  expect(toActivityQuestion(own, '2026-03-04').by).toBe('quarter');
  expect(toActivityQuestion({ ...own, to: '2024-12-31' }, '2026-03-04')).toMatchObject({
    to: '2024-12-31',
    by: 'month',
  });
});
