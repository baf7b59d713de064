import type { QueryClient } from '@tanstack/react-query';
import type { ChangeNote, RefetchReason } from '../../shared/stream/stream-event.ts';
import { metadataQuery, sessionQuery } from '../shell/session.ts';
import { isHeld } from './hold.ts';
import { renewChanged } from './renew-changed.ts';

/** Milliseconds between two renewals, however many changes are told. */
const pace = 1_000;
/** Milliseconds until the first: changes come in company, and the answer to one's own write comes first. */
const gathering = 120;
/** Milliseconds by which browsers are spread: all of them hear of a change in the same moment. */
const spread = 250;
const spreadOfAll = 2_000;
/** Milliseconds after which what is being written no longer holds a renewal up. */
const patience = 3_000;
const mostNotes = 500;

/** Renews what the tab shows as changes are told: gathered, at most about once a second, and not while nobody looks. */
export class Renewal {
  readonly #client: QueryClient;
  #notes: ChangeNote[] = [];
  #all: RefetchReason | null = null;
  #timer: number | undefined;
  #lastAt = Number.NEGATIVE_INFINITY;
  #waitingSince = 0;

  constructor(client: QueryClient) {
    this.#client = client;
    document.addEventListener('visibilitychange', this.#look);
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.#look);
    window.clearTimeout(this.#timer);
  }

  changed(notes: readonly ChangeNote[]): void {
    this.#notes.push(...notes);
    // A tab nobody has looked at for hours: it is asked for as a whole when somebody does.
    if (this.#notes.length > mostNotes) {
      this.#notes = [];
      this.#all ??= 'gap';
    }
    this.#plan(gathering + Math.random() * spread);
  }

  /** Everything may have changed: events are missing, or what the person may see is another. */
  refetch(because: RefetchReason): void {
    this.#all = this.#all === null || this.#all === 'gap' ? because : this.#all;
    this.#plan(because === 'gap' ? Math.random() * spreadOfAll : gathering);
  }

  #plan(delay: number): void {
    if (this.#timer !== undefined) return;
    const wait = Math.max(delay, this.#lastAt + pace - performance.now());
    this.#waitingSince = performance.now();
    this.#timer = window.setTimeout(() => this.#run(), wait);
  }

  #run(): void {
    this.#timer = undefined;
    if (document.visibilityState !== 'visible' || (!this.#notes.length && !this.#all)) return;
    const isBusy = isHeld() || this.#client.isMutating() > 0;
    if (isBusy && performance.now() - this.#waitingSince < patience) {
      this.#timer = window.setTimeout(() => this.#run(), gathering);
      return;
    }
    const [notes, all] = [this.#notes, this.#all];
    this.#notes = [];
    this.#all = null;
    this.#lastAt = performance.now();
    if (all) void renewAll(this.#client, all);
    else renewChanged(this.#client, notes);
    // Who came or went makes a notebook of one into a team's base, and back. What fails is told by whatever asks next.
    if (notes.some(({ noun }) => noun === 'member'))
      this.#client.fetchQuery({ ...sessionQuery, staleTime: 0 }).catch(() => undefined);
  }

  readonly #look = (): void => {
    if (document.visibilityState === 'visible' && (this.#notes.length || this.#all)) this.#plan(0);
  };
}

async function renewAll(client: QueryClient, because: RefetchReason): Promise<void> {
  if (because !== 'gap') {
    // First who they are and what there is, then its records, as these are described now.
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey, refetchType: 'all' });
    await client.invalidateQueries({ queryKey: metadataQuery.queryKey, refetchType: 'all' });
  }
  await client.invalidateQueries({
    predicate: ({ queryKey, meta }) => queryKey[0] === 'records' || Boolean(meta?.nouns),
  });
}
