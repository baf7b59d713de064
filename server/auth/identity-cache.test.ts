import { expect, test } from 'vitest';
import { createIdentityCache } from './identity-cache.ts';

/** A check that counts, and can be held open. */
function counting(answer: string | null = 'armen') {
  const state = { checks: 0, answer };
  const check = async () => {
    state.checks += 1;
    return state.answer;
  };
  return { state, check };
}

const subjectsOf = (name: string) => [`account:${name}`];

test('an answer is remembered for a minute', async () => {
  const clock = { now: 0 };
  const cache = createIdentityCache<string>({ subjectsOf, now: () => clock.now });
  const { state, check } = counting();
  await cache.get('key', check);
  clock.now = 59_999;
  expect(await cache.get('key', check)).toBe('armen');
  expect(state.checks).toBe(1);
  clock.now = 60_000;
  await cache.get('key', check);
  expect(state.checks).toBe(2);
});

test('many at once share one check, and different credentials none', async () => {
  const cache = createIdentityCache<string>({ subjectsOf });
  const { state, check } = counting();
  await Promise.all([cache.get('key', check), cache.get('key', check), cache.get('other', check)]);
  expect(state.checks).toBe(2);
});

test('nobody and a failure are not remembered', async () => {
  const cache = createIdentityCache<string>({ subjectsOf });
  const { state, check } = counting(null);
  expect(await cache.get('key', check)).toBeNull();
  await expect(cache.get('broken', () => Promise.reject(new Error('no database')))).rejects.toThrow('no database');
  expect(await cache.get('broken', async () => 'armen')).toBe('armen');
  state.answer = 'armen';
  expect(await cache.get('key', check)).toBe('armen');
});

test('a changed subject is checked anew, others stay', async () => {
  const cache = createIdentityCache<string>({ subjectsOf });
  const [armen, ivan] = [counting('armen'), counting('ivan')];
  await cache.get('a', armen.check);
  await cache.get('i', ivan.check);
  cache.forget('account:armen');
  await cache.get('a', armen.check);
  await cache.get('i', ivan.check);
  expect([armen.state.checks, ivan.state.checks]).toEqual([2, 1]);
});

test('an answer read before its subject changed is not remembered after', async () => {
  const cache = createIdentityCache<string>({ subjectsOf });
  let finish: (name: string) => void = () => undefined;
  const slow = cache.get('key', () => new Promise<string>((resolve) => (finish = resolve)));
  cache.forget('account:armen');
  finish('armen');
  expect(await slow).toBe('armen');
  expect(await cache.get('key', async () => null)).toBeNull();
});

test('an answer is remembered no longer than it holds by itself', async () => {
  const clock = { now: 1_000_000 };
  const endOf = (name: string) => (name === 'armen' ? 1_010_000 : null);
  const cache = createIdentityCache<string>({ subjectsOf, endOf, now: () => clock.now });
  const [short, long] = [counting('armen'), counting('ivan')];
  const ask = () => Promise.all([cache.get('key of ten seconds', short.check), cache.get('lasting key', long.check)]);
  await ask();
  clock.now = 1_009_999;
  await ask();
  expect([short.state.checks, long.state.checks]).toEqual([1, 1]);
  clock.now = 1_010_000;
  await ask();
  expect([short.state.checks, long.state.checks]).toEqual([2, 1]);
});

test('everything can be forgotten, checks under way included', async () => {
  const cache = createIdentityCache<string>({ subjectsOf });
  const { state, check } = counting();
  let finish: (name: string) => void = () => undefined;
  await cache.get('done', check);
  const slow = cache.get('slow', () => new Promise<string>((resolve) => (finish = resolve)));
  cache.forgetAll();
  finish('armen');
  await slow;
  expect(await cache.get('slow', async () => 'ivan')).toBe('ivan');
  await cache.get('done', check);
  expect(state.checks).toBe(2);
});

test('strangers with made-up keys do not push out for long whoever is known, nor fill the memory', async () => {
  const cache = createIdentityCache<string>({ subjectsOf });
  const { state, check } = counting();
  await cache.get('key', check);
  for (let guess = 0; guess < 20_000; guess++) await cache.get(`guess ${guess}`, async () => null);
  await cache.get('key', check);
  expect(state.checks).toBe(1);
});
