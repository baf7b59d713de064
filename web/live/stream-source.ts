import type { RefetchReason, StreamEvents } from '../../shared/stream/stream-event.ts';
import { pageOwner } from '../client/page-owner.ts';
import { browserId } from './browser-id.ts';

/** What the stream tells this browser; `ready` when everything missed has been told. */
export type LiveEvent =
  | { readonly event: 'ready' }
  | ({ readonly event: 'changes' } & StreamEvents['changes'])
  | ({ readonly event: 'presence' } & StreamEvents['presence'])
  | { readonly event: 'refetch'; readonly because: RefetchReason };

export interface StreamSourceSettings {
  /** Where the stream goes on. */
  readonly cursor: string;
  readonly onEvent: (event: LiveEvent, cursor: string) => void;
  /** Whether changes arrive at this moment. */
  readonly onState: (isLive: boolean) => void;
  /** The server says that nobody is signed in any more. */
  readonly onSignedOut: () => void;
}

const firstPause = 1_000;
const longestPause = 30_000;
/** The server gives a sign of life every 15 s. */
const longestSilence = 40_000;
const names = ['ready', 'changes', 'refetch', 'presence', 'beat', 'end'] as const;

/** The one connection of a browser to the server's events: made anew, with growing pauses, whenever it breaks. */
export class StreamSource {
  readonly #settings: StreamSourceSettings;
  #cursor: string;
  #source: EventSource | null = null;
  #failures = 0;
  #retry: number | undefined;
  #silence: number | undefined;
  #stopped = false;

  constructor(settings: StreamSourceSettings) {
    this.#settings = settings;
    this.#cursor = settings.cursor;
    window.addEventListener('online', this.#comeBack);
    this.#open();
  }

  stop(): void {
    this.#stopped = true;
    window.removeEventListener('online', this.#comeBack);
    this.#drop();
    this.#settings.onState(false);
  }

  #open(): void {
    const query = new URLSearchParams({ cursor: this.#cursor, browser: browserId(), page: pageOwner() });
    const source = new EventSource(`/api/v1/stream?${query}`);
    this.#source = source;
    for (const name of names) source.addEventListener(name, (message) => this.#hear(name, message));
    // The browser would come back by itself, at once and all browsers together.
    source.onerror = () => this.#comeBackLater();
    this.#listen();
  }

  #hear(name: (typeof names)[number], message: MessageEvent<string>): void {
    if (message.lastEventId) this.#cursor = message.lastEventId;
    this.#listen();
    const data = JSON.parse(message.data) as Record<string, never>;
    if (name === 'ready') {
      this.#failures = 0;
      this.#settings.onState(true);
    }
    if (name === 'end') this.#end((data as unknown as StreamEvents['end']).because);
    else if (name !== 'beat') this.#settings.onEvent({ event: name, ...data } as LiveEvent, this.#cursor);
  }

  #end(because: StreamEvents['end']['because']): void {
    if (because === 'signedOut') {
      this.stop();
      this.#settings.onSignedOut();
    } else this.#comeBackLater(because === 'replaced' ? longestPause : 0);
  }

  /** A connection whose other end vanished without a word is found out by its silence. */
  #listen(): void {
    window.clearTimeout(this.#silence);
    this.#silence = window.setTimeout(() => this.#comeBackLater(), longestSilence);
  }

  #comeBackLater(least = 0): void {
    this.#drop();
    if (this.#stopped) return;
    this.#settings.onState(false);
    const pause = Math.max(least, Math.min(longestPause, firstPause * 2 ** this.#failures));
    this.#failures++;
    // Spread, so that a server that has just started is not asked by everybody in one moment.
    this.#retry = window.setTimeout(() => this.#open(), pause * (0.5 + Math.random() * 0.5));
  }

  readonly #comeBack = (): void => {
    if (this.#stopped || this.#source?.readyState === EventSource.OPEN) return;
    this.#failures = 0;
    this.#drop();
    this.#open();
  };

  #drop(): void {
    window.clearTimeout(this.#retry);
    window.clearTimeout(this.#silence);
    this.#source?.close();
    this.#source = null;
  }
}
