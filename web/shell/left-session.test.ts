import { expect, test, vi } from 'vitest';
import { endLeft, hasLeft, leave } from './left-session.ts';

function device() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

test('who signs out with a network leaves nothing to be done', async () => {
  const leaving = { storage: device(), tell: vi.fn(async () => undefined) };
  await leave(leaving);
  expect(hasLeft(leaving)).toBe(false);
  await endLeft(leaving);
  expect(leaving.tell).toHaveBeenCalledTimes(1);
});

test('without one the session ends as soon as the server is reached, once', async () => {
  const tell = vi.fn(async (): Promise<unknown> => {
    throw new TypeError('Failed to fetch');
  });
  const leaving = { storage: device(), tell };
  await leave(leaving);
  expect(hasLeft(leaving)).toBe(true);
  await expect(endLeft(leaving)).rejects.toThrow('Failed to fetch');
  expect(hasLeft(leaving)).toBe(true);
  tell.mockResolvedValue(undefined);
  await endLeft(leaving);
  await endLeft(leaving);
  expect([hasLeft(leaving), tell.mock.calls.length]).toEqual([false, 3]);
});

test('a server that says no has heard: nothing is asked for ever', async () => {
  const refusal = (status: number) => Object.assign(new Error(), { problem: { status, code: 'any', fields: [] } });
  const tell = vi.fn().mockRejectedValueOnce(refusal(503)).mockRejectedValueOnce(refusal(401));
  const leaving = { storage: device(), tell };
  await leave(leaving);
  expect(hasLeft(leaving)).toBe(true);
  await endLeft(leaving);
  expect(hasLeft(leaving)).toBe(false);
});
