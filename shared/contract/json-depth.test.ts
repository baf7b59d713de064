import { describe, expect, it } from 'vitest';
import { isDeeperThan } from './json-depth.ts';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('the depth of JSON text', () => {
  it('is counted over lists and objects', () => {
    expect([isDeeperThan(nested(3), 3), isDeeperThan(nested(4), 3)]).toEqual([false, true]);
    expect(isDeeperThan('{"a":[{"b":1}]}', 2)).toBe(true);
  });

  it('does not grow side by side', () => {
    expect(isDeeperThan(`[${Array(50).fill('{"a":[]}').join(',')}]`, 3)).toBe(false);
  });

  it.each(['"[[[["', '"\\"[[[["', '"\\\\"', '{"[[[[":"]]"}'])('is not counted inside texts: %s', (text) => {
    expect(isDeeperThan(text, 1)).toBe(false);
  });

  it('is counted again after a text that ends in a backslash', () => {
    expect(isDeeperThan('["\\\\",[[]]]', 2)).toBe(true);
  });

  it('of broken text is found without end or error', () => {
    expect(isDeeperThan('"never closed [[[[', 1)).toBe(false);
    expect(isDeeperThan(`{"a":"b`, 1)).toBe(false);
    expect(isDeeperThan('['.repeat(1_000_000), 32)).toBe(true);
  });
});
