import { type LiveEvent, StreamSource } from './stream-source.ts';

export interface LiveSettings {
  /** Whose events these are: tabs of the same reader share one stream. */
  readonly reader: string;
  /** Where the stream begins: what this page has read was read after it. */
  readonly cursor: string;
  readonly onEvent: (event: LiveEvent) => void;
  readonly onState: (isLive: boolean) => void;
  readonly onSignedOut: () => void;
}

type Message =
  | { readonly kind: 'event'; readonly event: LiveEvent; readonly cursor: string }
  | { readonly kind: 'state'; readonly isLive: boolean; readonly cursor: string }
  | { readonly kind: 'signedOut' }
  /** A tab that has just come asks how things stand. */
  | { readonly kind: 'hello' };

/**
 * A tab's part in the one stream its browser has: the tab that holds the lock reads it and tells the others; when it is
 * closed the next one goes on from the last cursor. Where there are no locks (plain HTTP from another machine) each tab
 * has a stream of its own while it is looked at.
 */
export class LiveConnection {
  readonly #settings: LiveSettings;
  readonly #channel: BroadcastChannel;
  readonly #leaving = new AbortController();
  #source: StreamSource | null = null;
  #cursor: string;
  #isLive = false;

  constructor(settings: LiveSettings) {
    this.#settings = settings;
    this.#cursor = settings.cursor;
    this.#channel = new BroadcastChannel(`rapport.live.${settings.reader}`);
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => this.#hear(data);
    if ('locks' in navigator) this.#waitForLead();
    else this.#readWhileVisible();
  }

  stop(): void {
    this.#leaving.abort();
    this.#source?.stop();
    this.#source = null;
    this.#channel.close();
  }

  #waitForLead(): void {
    this.#tell({ kind: 'hello' });
    const { signal } = this.#leaving;
    const lead = () =>
      new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve());
        this.#read();
      });
    navigator.locks.request(`rapport.live.${this.#settings.reader}`, { signal }, lead).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }

  #readWhileVisible(): void {
    const turn = () => {
      if (document.visibilityState === 'visible') this.#read();
      else this.#source?.stop();
      if (document.visibilityState !== 'visible') this.#source = null;
    };
    document.addEventListener('visibilitychange', turn, { signal: this.#leaving.signal });
    turn();
  }

  #read(): void {
    if (this.#leaving.signal.aborted || this.#source) return;
    this.#source = new StreamSource({
      cursor: this.#cursor,
      onEvent: (event, cursor) => {
        this.#cursor = cursor;
        this.#tell({ kind: 'event', event, cursor });
        this.#settings.onEvent(event);
      },
      onState: (isLive) => this.#setState(isLive),
      onSignedOut: () => {
        this.#tell({ kind: 'signedOut' });
        this.#settings.onSignedOut();
      },
    });
  }

  #setState(isLive: boolean): void {
    this.#isLive = isLive;
    if (this.#source || !isLive) this.#tell({ kind: 'state', isLive, cursor: this.#cursor });
    this.#settings.onState(isLive);
  }

  #hear(message: Message): void {
    if (message.kind === 'hello') {
      if (this.#source) this.#tell({ kind: 'state', isLive: this.#isLive, cursor: this.#cursor });
    } else if (this.#source) return;
    else if (message.kind === 'signedOut') this.#settings.onSignedOut();
    else {
      this.#cursor = message.cursor;
      if (message.kind === 'event') this.#settings.onEvent(message.event);
      else this.#settings.onState(message.isLive);
    }
  }

  #tell(message: Message): void {
    // Without locks each tab reads for itself.
    if ('locks' in navigator && !this.#leaving.signal.aborted) this.#channel.postMessage(message);
  }
}
