import { describe, expect, it, vi } from 'vitest';
import { ApiError, unreachable } from '../client/api-error.ts';
import { createQueryClient } from './query-client.ts';

const refusal = (status: number, code: string) =>
  new ApiError({ type: 'about:blank', title: code, status, code, params: {}, fields: [], requestId: '' });

describe('the cache of what the server answers', () => {
  it('tells when a question shows that the session is over', async () => {
    const onSignedOut = vi.fn();
    const client = createQueryClient(onSignedOut);
    const ask = () => Promise.reject(refusal(401, 'notSignedIn'));
    await expect(client.fetchQuery({ queryKey: ['deals'], queryFn: ask })).rejects.toThrow();
    expect(onSignedOut).toHaveBeenCalledOnce();
  });

  it('leaves a wrong password to the page that asked for it', async () => {
    const onSignedOut = vi.fn();
    const client = createQueryClient(onSignedOut);
    const signIn = client.getMutationCache().build(client, {
      meta: { handlesSignedOut: true },
      mutationFn: () => Promise.reject(refusal(401, 'invalidEmailOrPassword')),
    });
    await expect(signIn.execute(undefined)).rejects.toThrow();
    expect(onSignedOut).not.toHaveBeenCalled();
  });

  it('leaves a question to a page that is shown before and while somebody comes in', async () => {
    const onSignedOut = vi.fn();
    const client = createQueryClient(onSignedOut);
    const queryFn = () => Promise.reject(refusal(401, 'notSignedIn'));
    const meta = { handlesSignedOut: true };
    await expect(client.fetchQuery({ queryKey: ['secondStep'], meta, queryFn })).rejects.toThrow();
    expect(onSignedOut).not.toHaveBeenCalled();
  });

  it('asks again when nobody answered, and takes a refusal as it is', () => {
    const retry = createQueryClient(() => {}).getDefaultOptions().queries?.retry;
    if (typeof retry !== 'function') throw new Error('retry is a function of the failure');
    expect(retry(0, unreachable(new TypeError('Failed to fetch')))).toBe(true);
    expect(retry(0, refusal(503, 'unavailable'))).toBe(true);
    expect(retry(2, refusal(503, 'unavailable'))).toBe(false);
    expect(retry(0, refusal(403, 'forbidden'))).toBe(false);
    expect(retry(0, refusal(422, 'badCursor'))).toBe(false);
  });
});
