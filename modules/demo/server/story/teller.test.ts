import { describe, expect, it } from 'vitest';
import type { TransactionContext } from '../../../../server/context.ts';
import { createRandom } from '../random.ts';
import { daysAgo, inWorkingHours, localDay } from './teller.ts';

const zones = ['Asia/Yerevan', 'America/Los_Angeles', 'Pacific/Auckland', 'UTC'];
const nows = ['2026-11-22T00:07:00Z', '2026-11-22T12:00:00Z', '2026-11-22T23:50:00Z'];
const cases = zones.flatMap((timeZone) => nows.map((now) => ({ timeZone, now })));

describe.each(cases)('told in $timeZone at $now', ({ timeZone, now }) => {
  const ctx = { workspace: { timeZone }, now: () => new Date(now) } as TransactionContext;
  const teller = { ctx, random: createRandom(7) };
  const today = localDay(ctx, Date.parse(now));

  it('today is the day the workspace has', () => {
    expect(localDay(ctx, inWorkingHours(teller, 0))).toBe(today);
    expect(localDay(ctx, inWorkingHours(teller, 1)) > today).toBe(true);
    expect(localDay(ctx, inWorkingHours(teller, -1)) < today).toBe(true);
  });

  it('what happened is never ahead of now', () => {
    for (let days = 0; days < 40; days++) expect(daysAgo(teller, days)).toBeLessThan(Date.parse(now));
  });
});
