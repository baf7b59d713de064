import { expect, it } from 'vitest';
import { daysBetween } from './days-between.ts';

it('counts whole days of a stay in a stage', () => {
  expect(daysBetween('2026-03-01T10:00:00Z', '2026-03-01T23:00:00Z')).toBe(0);
  expect(daysBetween('2026-03-01T10:00:00Z', '2026-03-02T09:59:59Z')).toBe(0);
  expect(daysBetween('2026-03-01T10:00:00Z', '2026-03-04T10:00:00Z')).toBe(3);
});

it('is never negative, whatever the clocks said', () => {
  expect(daysBetween('2026-03-04T10:00:00Z', '2026-03-01T10:00:00Z')).toBe(0);
});
