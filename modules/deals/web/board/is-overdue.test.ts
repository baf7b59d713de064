import { expect, it } from 'vitest';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { isOverdue } from './is-overdue.ts';

const deal = (values: object) => values as AnyRecord;

it('calls a deal overdue from the day after it should have closed, while it is open', () => {
  expect(isOverdue(deal({ status: 'open', expectedCloseOn: '2026-03-01' }), '2026-03-02')).toBe(true);
  expect(isOverdue(deal({ status: 'open', expectedCloseOn: '2026-03-01' }), '2026-03-01')).toBe(false);
  expect(isOverdue(deal({ status: 'won', expectedCloseOn: '2026-03-01' }), '2026-03-02')).toBe(false);
  expect(isOverdue(deal({ status: 'open', expectedCloseOn: null }), '2026-03-02')).toBe(false);
});
