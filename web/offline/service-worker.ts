// Runs beside the pages: keeps the program itself, so that it opens without a network. It keeps nothing that anybody wrote:
// what is read from the API never passes through it.

/** Put in by the build: what the program is made of, and a name that changes with it. */
declare const shellFiles: readonly string[];
declare const textFiles: readonly string[];
declare const shellName: string;

interface LifetimeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface AskedEvent extends LifetimeEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface ToldEvent extends LifetimeEvent {
  readonly data: { readonly loaded?: readonly string[] };
}
interface Worker {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install' | 'activate', listener: (event: LifetimeEvent) => void): void;
  addEventListener(name: 'fetch', listener: (event: AskedEvent) => void): void;
  addEventListener(name: 'message', listener: (event: ToldEvent) => void): void;
}
const worker = self as unknown as Worker;

const name = `rapport-${shellName}`;
/** Milliseconds the server has for a page, until the one that is kept opens. */
const patience = 4_000;

worker.addEventListener('install', (event) => {
  event.waitUntil(keepProgram().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOlder().then(() => worker.clients.claim()));
});

/** What a page had loaded before there was a worker: its language, its letters. */
worker.addEventListener('message', (event) => {
  const loaded = (event.data.loaded ?? []).filter(isAsset);
  event.waitUntil(keep([...loaded, ...loaded.flatMap(textsWith)]));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (isAsset(pathname)) {
    event.respondWith(answerAsset(request));
    event.waitUntil(keep(textsWith(pathname)));
  } else if (request.mode === 'navigate' && !isForPrograms(pathname)) event.respondWith(answerPage(request));
});

async function keepProgram(): Promise<void> {
  const cache = await caches.open(name);
  await cache.add(new Request('/', { cache: 'reload' }));
  await Promise.all(shellFiles.map((file) => keepOnce(cache, file)));
}

/** As many of them as there are to be had: what is missing comes when it is asked for. */
async function keep(files: readonly string[]): Promise<void> {
  if (files.length === 0) return;
  const cache = await caches.open(name);
  await Promise.allSettled(files.map((file) => keepOnce(cache, file)));
}

/** Without a network a screen that was never opened needs its words as well: all texts in the language of this one. */
function textsWith(file: string): readonly string[] {
  const start = /^\/assets\/texts-\w\w-/.exec(file)?.[0];
  return start && textFiles.includes(file) ? textFiles.filter((other) => other.startsWith(start)) : [];
}

async function keepOnce(cache: Cache, file: string): Promise<void> {
  if (!(await cache.match(file))) await cache.add(file);
}

/** Files are named by their content: one that is kept is the one that is asked for, whichever build it is of. */
async function answerAsset(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(name)).put(request, answer.clone());
  return answer;
}

async function answerPage(request: Request): Promise<Response> {
  const kept = await (await caches.open(name)).match('/');
  if (!kept) return fetch(request);
  const answer = await fetch(request, { signal: AbortSignal.timeout(patience) }).catch(() => null);
  // Something between us and the server may answer for it.
  return answer === null || [502, 503, 504].includes(answer.status) ? kept : answer;
}

async function dropOlder(): Promise<void> {
  const others = (await caches.keys()).filter((one) => one.startsWith('rapport-') && one !== name);
  await Promise.all(others.map((one) => caches.delete(one)));
}

function isAsset(path: string): boolean {
  return path.startsWith('/assets/');
}

/** Among the addresses of programs there is one page; forms and chats for everybody and the clients' portal are pages by themselves. */
function isForPrograms(path: string): boolean {
  return (
    ['/f/', '/chat/', '/portal/'].some((begin) => path.startsWith(begin)) ||
    (path.startsWith('/api/') && path !== '/api/docs')
  );
}

export {};
