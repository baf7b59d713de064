import { afterEach, describe, expect, test, vi } from 'vitest';
import type { RecordPageAnswer } from './answers.ts';
import { gatherList } from './gathered-lists.ts';

const page = (id: string) => ({ items: [{ id, version: 1 }], next: null }) as unknown as RecordPageAnswer;
const listOf = (noun: string) => ({ noun, limit: 5 });
const never = () => Promise.reject(new Error('Asked by itself'));

/** Answers every request so, and tells the addresses that were asked. */
function serve(answer: (lists: { noun: string }[], signal: AbortSignal) => Response | Promise<Response>): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    asked.push(address);
    const lists = JSON.parse(new URL(address, 'http://crm.test').searchParams.get('lists') ?? '[]');
    return answer(lists, init.signal as AbortSignal);
  });
  return asked;
}
const pages = (lists: { noun: string }[]) =>
  Response.json({ answers: lists.map(({ noun }) => ({ page: page(noun) })) });

afterEach(() => vi.unstubAllGlobals());

describe('lists that are wanted in the same moment', () => {
  test('are asked for by one request, and each gets its own answer', async () => {
    const asked = serve(pages);
    const told = await Promise.all(
      ['deal', 'person', 'task'].map((noun) => gatherList(listOf(noun), undefined, never)),
    );
    expect(told).toEqual([page('deal'), page('person'), page('task')]);
    expect(asked.map((address) => address.split('?')[0])).toEqual(['/api/v1/first-pages']);
  });

  test('go by several requests where one address does not hold them', async () => {
    const asked = serve(pages);
    const long = { field: 'name', op: 'is', value: 'x'.repeat(2_500) } as const;
    const nouns = ['deal', 'person', 'task', 'note'];
    const told = await Promise.all(
      nouns.map((noun) => gatherList({ ...listOf(noun), filter: long }, undefined, never)),
    );
    expect(told).toEqual(nouns.map(page));
    expect(asked).toHaveLength(2);
  });

  test('of which one is refused leave the others theirs', async () => {
    const problem = { status: 403, code: 'forbidden', params: {}, fields: [] };
    serve(() => Response.json({ answers: [{ problem }, { page: page('person') }] }));
    const [deals, people] = await Promise.allSettled([
      gatherList(listOf('deal'), undefined, never),
      gatherList(listOf('person'), undefined, never),
    ]);
    expect(deals).toMatchObject({ status: 'rejected', reason: { status: 403, problem: { code: 'forbidden' } } });
    expect(people).toEqual({ status: 'fulfilled', value: page('person') });
  });

  test('are asked for one by one where the server fails, and not where nobody answers', async () => {
    serve(() => Response.json({ status: 500, code: 'internal' }, { status: 500 }));
    const alone = vi.fn((noun: string) => Promise.resolve(page(noun)));
    const ask = () =>
      Promise.allSettled(['deal', 'task'].map((one) => gatherList(listOf(one), undefined, () => alone(one))));
    expect(await ask()).toMatchObject([{ value: page('deal') }, { value: page('task') }]);
    expect(alone).toHaveBeenCalledTimes(2);
    serve(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await ask()).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    expect(alone).toHaveBeenCalledTimes(2);
  });

  test('are not given up before all of them are', async () => {
    const [one, other] = [new AbortController(), new AbortController()];
    let sent: AbortSignal | undefined;
    serve((_, signal) => {
      sent = signal;
      return new Promise<Response>((_resolve, fail) => signal.addEventListener('abort', () => fail(signal.reason)));
    });
    const told = Promise.allSettled([
      gatherList(listOf('deal'), one.signal, never),
      gatherList(listOf('task'), other.signal, never),
    ]);
    await vi.waitFor(() => expect(sent).toBeDefined());
    one.abort();
    expect(sent?.aborted).toBe(false);
    other.abort();
    expect(sent?.aborted).toBe(true);
    expect((await told).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

test('a list that is wanted by itself is asked for by its own address', async () => {
  const asked = serve(pages);
  expect(await gatherList(listOf('deal'), undefined, () => Promise.resolve(page('alone')))).toEqual(page('alone'));
  expect(asked).toEqual([]);
});
