import { type QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, unreachable } from '../client/api-error.ts';
import { createQueryClient } from '../shell/query-client.ts';
import { KeptAnswers } from './kept-answers.ts';
import type { AnswerStore, KeptAnswer } from './offline-store.ts';

const refusal = (status: number) =>
  new ApiError({ type: 'about:blank', title: '', status, code: 'refused', params: {}, fields: [], requestId: '' });
const sessionOf = (member: string) => ({ workspace: { id: 'ararat' }, member: { id: member } });

/** A device: what one page keeps there, the next one finds. */
function openDevice() {
  const answers = new Map<string, KeptAnswer>();
  let reader: string | null = null;
  const store: AnswerStore = {
    findReader: async () => reader,
    setReader: async (next) => {
      if (reader !== next) answers.clear();
      reader = next;
    },
    keep: async (some) => {
      for (const one of some) answers.set(one.reader + one.hash, one);
    },
    find: async (whose, hash) => answers.get(whose + hash) ?? null,
    forget: async (whose, hash) => void answers.delete(whose + hash),
    wipe: async () => {
      answers.clear();
      reader = null;
    },
  };
  return { answers, store };
}

let device: ReturnType<typeof openDevice>;
/** What the server answers; an error is thrown. */
let server: Record<string, unknown>;
let clients: QueryClient[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', Object.assign(new EventTarget(), { setTimeout, clearTimeout, setInterval }));
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  device = openDevice();
  clients = [];
  server = { session: sessionOf('mariam'), 'deal 1': { name: 'Carpets', version: 1 } };
});

afterEach(() => {
  for (const client of clients) client.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A page of the product that has just been loaded. */
function load(): (name: string) => Promise<unknown> {
  const kept = new KeptAnswers(device.store);
  const client = createQueryClient(() => undefined, kept.answer);
  clients.push(client);
  kept.watch(client);
  const ask = async (name: string) => {
    const answer = server[name] ?? refusal(404);
    if (answer instanceof Error) throw answer;
    return answer === 'nobody' ? null : answer;
  };
  return async (name) => {
    const answer = client.fetchQuery({ queryKey: [name], queryFn: () => ask(name), staleTime: 0, retry: false });
    await answer.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(1_500);
    return answer;
  };
}

async function seeEverything(): Promise<void> {
  const see = load();
  for (const name of Object.keys(server)) await see(name);
}

const cut = () => {
  for (const name of Object.keys(server)) server[name] = unreachable(new TypeError('Failed to fetch'));
};

describe('what was seen', () => {
  it('is shown again when nobody answers, and nothing else is', async () => {
    await seeEverything();
    cut();
    const see = load();
    await expect(see('session')).resolves.toEqual(sessionOf('mariam'));
    await expect(see('deal 1')).resolves.toEqual({ name: 'Carpets', version: 1 });
    server['deal 2'] = unreachable(new TypeError('Failed to fetch'));
    await expect(see('deal 2')).rejects.toThrow();
  });

  it('is shown with what was changed since and waits to be sent', async () => {
    server['deal 1'] = { id: 'one', name: 'Carpets', version: 1 };
    await seeEverything();
    cut();
    const change = { id: 'one', kind: 'update', state: 'waiting', shown: { name: 'Rugs' } };
    const kept = new KeptAnswers(device.store, async (reader) => (reader === 'ararat.mariam' ? [change as never] : []));
    const client = createQueryClient(() => undefined, kept.answer);
    clients.push(client);
    const ask = () => Promise.reject(server['deal 1']);
    await expect(client.fetchQuery({ queryKey: ['deal 1'], queryFn: ask })).resolves.toMatchObject({ name: 'Rugs' });
  });

  it('never stands for an answer that can be had', async () => {
    await seeEverything();
    server['deal 1'] = { name: 'Carpets and rugs', version: 2 };
    await expect(load()('deal 1')).resolves.toEqual({ name: 'Carpets and rugs', version: 2 });
  });

  it.each([403, 404, 410])('is forgotten when the server refuses it with %i', async (status) => {
    await seeEverything();
    server['deal 1'] = refusal(status);
    const see = load();
    await see('session');
    await expect(see('deal 1')).rejects.toThrow();
    cut();
    await expect(load()('deal 1')).rejects.toThrow();
  });

  it.each([502, 503, 504])('is shown where somebody on the way answers %i', async (status) => {
    await seeEverything();
    server['deal 1'] = refusal(status);
    await expect(load()('deal 1')).resolves.toEqual({ name: 'Carpets', version: 1 });
  });

  it('is nobody else’s: the next who signs in finds the device empty', async () => {
    await seeEverything();
    server.session = sessionOf('giorgi');
    await load()('session');
    expect([...device.answers.values()].map(({ reader }) => reader)).toEqual(['ararat.giorgi']);
    cut();
    await expect(load()('deal 1')).rejects.toThrow();
  });

  it('goes before anything else when somebody else comes in over who never left', async () => {
    await seeEverything();
    await new KeptAnswers(device.store).meet(sessionOf('giorgi') as never);
    expect([await device.store.findReader(), device.answers.size]).toEqual(['ararat.giorgi', 0]);
  });

  it('is nothing that a link lets in by', async () => {
    server = { session: sessionOf('mariam'), invitation: { email: 'giorgi@ararat.am' } };
    await seeEverything();
    expect([...device.answers.values()].map(({ hash }) => hash)).toEqual(['["session"]']);
  });

  it('goes when nobody is signed in any more', async () => {
    await seeEverything();
    server.session = 'nobody';
    await load()('session');
    expect(device.answers.size).toBe(0);
  });

  it('does not come back from a page that is still open when another one has signed out', async () => {
    const [here, there] = [load(), load()];
    await there('session');
    await here('session');
    await device.store.wipe();
    await here('deal 1');
    expect(device.answers.size).toBe(0);
  });

  it('leaves out what is longer than anybody reads at once', async () => {
    server['deal 1'] = { text: 'x'.repeat(500_000) };
    await seeEverything();
    expect([...device.answers.values()].map(({ hash }) => hash)).toEqual(['["session"]']);
  });
});

it('is asked for again once the server answers, by whoever looks at it', async () => {
  await seeEverything();
  cut();
  const kept = new KeptAnswers(device.store);
  const client = createQueryClient(() => undefined, kept.answer);
  clients.push(client);
  kept.watch(client);
  const asked = async () => {
    if (server['deal 1'] instanceof Error) throw server['deal 1'];
    return server['deal 1'];
  };
  const observer = new QueryObserver(client, { queryKey: ['deal 1'], queryFn: asked });
  const stop = observer.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(100);
  expect(observer.getCurrentResult().data).toEqual({ name: 'Carpets', version: 1 });
  server['deal 1'] = { name: 'Rugs', version: 3 };
  window.dispatchEvent(new Event('online'));
  await vi.advanceTimersByTimeAsync(100);
  expect(observer.getCurrentResult().data).toEqual({ name: 'Rugs', version: 3 });
  stop();
});
