import type { AskedList, FirstPages } from '../../../shared/contract/first-pages.api.ts';
import { firstPagesLimit } from '../../../shared/nouns/first-pages-limit.ts';
import { addressOf } from '../../client/address.ts';
import { ApiError } from '../../client/api-error.ts';
import { statusOf } from '../../i18n/problem-text.ts';
import { request } from '../../shell/request.ts';
import type { RecordPageAnswer } from './answers.ts';

interface Ask {
  readonly list: AskedList;
  readonly signal: AbortSignal | undefined;
  /** Asks for this list by its own address. */
  readonly alone: () => Promise<RecordPageAnswer>;
  readonly answer: (page: RecordPageAnswer) => void;
  readonly fail: (error: unknown) => void;
}

/** Letters of an address, as it is written, that lists may take: half of what the server reads. */
const longest = 6_000;
let waiting: Ask[] = [];

/** Whether a list is short enough to be asked for among others. */
export function isGathered(list: { readonly limit?: number | undefined }): boolean {
  return (list.limit ?? Number.POSITIVE_INFINITY) <= firstPagesLimit.records;
}

/**
 * Asks for the beginning of a list together with the others that are wanted in the same moment: a card shows those of twenty.
 * One that is wanted by itself is asked for `alone`.
 */
export function gatherList(
  list: AskedList,
  signal: AbortSignal | undefined,
  alone: () => Promise<RecordPageAnswer>,
): Promise<RecordPageAnswer> {
  return new Promise((answer, fail) => {
    if (waiting.length === 0) setTimeout(send);
    waiting.push({ list, signal, alone, answer, fail });
  });
}

function send(): void {
  const asks = waiting.filter(({ signal }) => !signal?.aborted);
  for (const { signal, fail } of waiting) if (signal?.aborted) fail(signal.reason);
  waiting = [];
  for (const some of shared(asks)) void (some.length === 1 ? askEach(some) : askTogether(some));
}

/** As many to a request as its address holds. */
function shared(asks: readonly Ask[]): readonly Ask[][] {
  const requests: Ask[][] = [];
  let letters = 0;
  for (const ask of asks) {
    const own = encodeURIComponent(JSON.stringify(ask.list)).length;
    const last = requests.at(-1);
    if (last && letters + own <= longest && last.length < firstPagesLimit.lists) last.push(ask);
    else requests.push([ask]);
    letters = last === requests.at(-1) ? letters + own : own;
  }
  return requests;
}

async function askTogether(asks: readonly Ask[]): Promise<void> {
  const all = new AbortController();
  let wanted = asks.length;
  for (const { signal, fail } of asks)
    signal?.addEventListener('abort', () => {
      fail(signal.reason);
      wanted -= 1;
      if (wanted === 0) all.abort(signal.reason);
    });
  try {
    const address = addressOf('/first-pages', {}, { lists: asks.map(({ list }) => list) });
    const { answers } = await request<FirstPages>('GET', address, undefined, all.signal);
    for (const [index, { answer, fail }] of asks.entries()) {
      const told = answers[index];
      if (told && 'page' in told) answer(told.page as unknown as RecordPageAnswer);
      else fail(new ApiError(told?.problem as never));
    }
  } catch (error) {
    // Where one of them meets a fault of the server, the others shall not go without.
    if (statusOf(error) === null || statusOf(error) === 401) for (const { fail } of asks) fail(error);
    else await askEach(asks.filter(({ signal }) => !signal?.aborted));
  }
}

async function askEach(asks: readonly Ask[]): Promise<void> {
  await Promise.all(asks.map(({ alone, answer, fail }) => alone().then(answer, fail)));
}
