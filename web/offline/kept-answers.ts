import type { Query, QueryCacheNotifyEvent, QueryClient, QueryFunctionContext, QueryKey } from '@tanstack/react-query';
import type { Session } from '../../shared/nouns/metadata.ts';
import { isOffline, statusOf } from '../i18n/problem-text.ts';
import { noteReached, noteShown } from './offline-state.ts';
import type { AnswerStore, KeptAnswer } from './offline-store.ts';
import type { WaitingChange } from './waiting-change.ts';
import { withWaiting } from './with-waiting.ts';

/** Milliseconds in which answers are gathered before they are written. */
const gathering = 1_000;
/** Milliseconds until what is shown without an answer is asked for again. */
const pace = 10_000;
/** A list scrolled further than this would be written again with each page. */
const mostPages = 2;
/** Letters of JSON above which an answer is left out. */
const longest = 400_000;
/** Without a network these say nothing: who is here, how far a job is, what a search box offered, whom a link lets in. */
const passing = new Set(['presence', 'computedProgress', 'search', 'invitation']);

/**
 * What a person has seen is kept on the device and shown again when the server is not reached. The server is always asked
 * first: what is kept never stands for an answer that can be had, and whatever the server refuses is forgotten.
 */
export class KeptAnswers {
  readonly #store: AnswerStore;
  readonly #listChanges: (reader: string) => Promise<readonly WaitingChange[]>;
  readonly #waiting = new Map<string, Query>();
  /** The queries that show what is kept. */
  readonly #shown = new Set<string>();
  #client: QueryClient | null = null;
  #reader: string | null = null;
  #timer: number | undefined;

  /** `listChanges` tells what that person changed without a network and is still to be sent. */
  constructor(store: AnswerStore, listChanges: (reader: string) => Promise<readonly WaitingChange[]> = async () => []) {
    this.#store = store;
    this.#listChanges = listChanges;
  }

  /** The `persister` of a query client: asks, and when nobody answers gives what is kept. Throws what asking threw. */
  readonly answer = async <T, K extends QueryKey>(
    ask: (context: QueryFunctionContext<K>) => T | Promise<T>,
    context: QueryFunctionContext<K>,
    query: Query,
  ): Promise<T> => {
    try {
      const data = await ask(context);
      this.#shown.delete(query.queryHash);
      this.#askAgain();
      return data;
    } catch (error) {
      if (!isOutOfReach(error)) throw error;
      const kept = await this.#find(query.queryHash);
      if (!kept) throw error;
      this.#shown.add(query.queryHash);
      noteShown(kept.at);
      return withWaiting(kept.data as T, await this.#listChanges(kept.reader));
    }
  };

  /** Keeps what the client is answered from now on, and asks again for what was shown of it as soon as somebody answers. */
  watch(client: QueryClient): void {
    this.#client = client;
    client.getQueryCache().subscribe((event) => this.#hear(event));
    window.addEventListener('online', () => this.#askAgain());
    window.setInterval(() => this.#askAgain(), pace);
    // A page that is left may not come back to its timers.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void this.#write();
    });
  }

  /** Somebody has come in: from now on it is their device, whoever's it was. */
  async meet(session: Session): Promise<void> {
    this.#reader = readerOf(session);
    await this.#store.setReader(this.#reader);
  }

  /** Nothing that was seen stays on the device. */
  async wipe(): Promise<void> {
    this.#reader = null;
    this.#waiting.clear();
    this.#shown.clear();
    noteReached();
    await this.#store.wipe();
  }

  #askAgain(): void {
    const cache = this.#client?.getQueryCache();
    for (const hash of this.#shown) {
      const query = cache?.get(hash);
      if (!query) this.#shown.delete(hash);
      // What nobody looks at is asked for when somebody does.
      else if (query.getObserversCount() === 0) cache?.remove(query);
      // It fails as it did before, and is shown on.
      else query.fetch(undefined, { cancelRefetch: false }).catch(() => undefined);
    }
    if (this.#shown.size === 0) noteReached();
  }

  #hear(event: QueryCacheNotifyEvent): void {
    if (event.type === 'removed') this.#shown.delete(event.query.queryHash);
    if (event.type !== 'updated') return;
    const { query, action } = event;
    // Nobody is signed in any more, whoever ended that.
    if (query.queryKey[0] === 'session' && action.type === 'success' && query.state.data === null) void this.wipe();
    if (action.type === 'error' && [403, 404, 410].includes(statusOf(action.error) ?? 0)) void this.#forget(query);
    if (action.type !== 'success' || !isWorthKeeping(query)) return;
    this.#waiting.set(query.queryHash, query);
    this.#timer ??= window.setTimeout(() => void this.#write(), gathering);
  }

  async #write(): Promise<void> {
    window.clearTimeout(this.#timer);
    this.#timer = undefined;
    const queries = [...this.#waiting.values()];
    this.#waiting.clear();
    const session = queries.find(({ queryKey }) => queryKey[0] === 'session')?.state.data;
    if (session) {
      this.#reader = readerOf(session as Session);
      await this.#store.setReader(this.#reader);
    }
    const reader = this.#reader;
    // What was only shown out of the store is there already, with the time at which it was read.
    const read = queries.filter(({ queryHash }) => !this.#shown.has(queryHash));
    // Before anybody is signed in there is nothing to keep, and nobody to keep it for.
    // Another page may have signed out meanwhile: nothing comes back after that.
    if (reader && (await this.#store.findReader()) === reader)
      await this.#store.keep(read.map((query) => keptOf(reader, query)).filter((one) => one !== null));
  }

  async #find(hash: string): Promise<KeptAnswer | null> {
    this.#reader ??= await this.#store.findReader();
    return this.#reader ? this.#store.find(this.#reader, hash) : null;
  }

  async #forget(query: Query): Promise<void> {
    this.#waiting.delete(query.queryHash);
    this.#reader ??= await this.#store.findReader();
    if (this.#reader) await this.#store.forget(this.#reader, query.queryHash);
  }
}

const readerOf = ({ workspace, member }: Session) => `${workspace.id}.${member.id}`;

/** Nobody answered, or somebody between us and the server did. */
function isOutOfReach(error: unknown): boolean {
  return isOffline(error) || [502, 503, 504].includes(statusOf(error) ?? 0);
}

function isWorthKeeping({ queryKey, state }: Query): boolean {
  if (state.data === undefined || state.data === null) return false;
  if (passing.has(String(queryKey[0])) || queryKey[2] === 'options') return false;
  return (pagesOf(state.data)?.length ?? 0) <= mostPages;
}

function pagesOf(data: unknown): readonly unknown[] | undefined {
  return (data as { readonly pages?: readonly unknown[] }).pages;
}

/** Null for what is too long to be kept, or is of a kind that a store does not take. */
function keptOf(reader: string, { queryHash, state }: Query): KeptAnswer | null {
  const json = JSON.stringify(state.data);
  if (json === undefined || json.length > longest) return null;
  return { reader, hash: queryHash, data: JSON.parse(json) as unknown, at: state.dataUpdatedAt };
}
