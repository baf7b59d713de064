import { describe, expect, it } from 'vitest';
import { RateLimiter } from './rate-limit.ts';

describe('a rate limit of 2 a second with bursts of 4', () => {
  const start = () => {
    const clock = { ms: 0 };
    return { clock, limiter: new RateLimiter({ perSecond: 2, burst: 4 }, () => clock.ms) };
  };
  const takeMany = (limiter: RateLimiter, count: number) => Array.from({ length: count }, () => limiter.take('anahit'));

  it('grants the burst, then asks to wait a second', () => {
    expect(takeMany(start().limiter, 5)).toEqual([0, 0, 0, 0, 1]);
  });

  it('grants anew as time goes by, never more than the burst', () => {
    const { clock, limiter } = start();
    takeMany(limiter, 4);
    clock.ms = 500;
    expect(takeMany(limiter, 2)).toEqual([0, 1]);
    clock.ms = 3_600_000;
    expect(takeMany(limiter, 5)).toEqual([0, 0, 0, 0, 1]);
  });

  it('counts what does the work of several as several, and lets nobody borrow twice', () => {
    const { clock, limiter } = start();
    expect([limiter.take('anahit', 10), limiter.take('anahit')]).toEqual([0, 4]);
    clock.ms = 4_000;
    expect(limiter.take('anahit')).toBe(0);
  });

  it('counts each caller apart', () => {
    const { limiter } = start();
    takeMany(limiter, 5);
    expect(limiter.take('boris')).toBe(0);
  });

  it('does not forget who is at the limit when thousands of addresses come by', () => {
    const { clock, limiter } = start();
    for (let caller = 0; caller < 19_999; caller++) limiter.take(`10.0.${caller}`);
    clock.ms = 1900;
    takeMany(limiter, 5);
    clock.ms = 2001;
    limiter.take('one more');
    expect(takeMany(limiter, 1)).toEqual([1]);
  });

  it('tells how long a slow limit keeps one waiting', () => {
    const limiter = new RateLimiter({ perSecond: 0.1, burst: 1 }, () => 0);
    expect([limiter.take('a'), limiter.take('a')]).toEqual([0, 10]);
  });
});
