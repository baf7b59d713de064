import { type ClientRequest, get, type IncomingMessage } from 'node:http';

interface Note {
  readonly id: string;
  readonly kind: string;
  readonly version: number;
}

/** One who listens to the server's events and comes back with the last cursor whenever the stream ends. */
export class StreamReader {
  /** The highest version heard of each record. */
  readonly versions = new Map<string, number>();
  /** When each version was first heard, by `id version`; milliseconds of `performance.now()`. */
  readonly heardAt = new Map<string, number>();
  isReady = false;
  /** When so many changed at once that they were not named, the last time. */
  manyAt = Number.NEGATIVE_INFINITY;
  /** How often everything had to be asked for again. */
  refetches = 0;
  reconnects = 0;
  readonly #address: () => string;
  readonly #key: string;
  #cursor: string | null = null;
  #request: ClientRequest | null = null;
  #isOver = false;

  /** `address` is asked at each connection: a server that was started again may have another. */
  constructor(address: () => string, key: string) {
    this.#address = address;
    this.#key = key;
  }

  open(): void {
    if (this.#isOver) return;
    const query = this.#cursor === null ? '' : `?cursor=${encodeURIComponent(this.#cursor)}`;
    const headers = { authorization: `Bearer ${this.#key}` };
    const again = () => this.#comeBack();
    this.#request = get(`${this.#address()}/api/v1/stream${query}`, { headers, agent: false }, (response) => {
      this.#read(response);
      response.on('close', again);
    });
    this.#request.on('error', again);
  }

  /** Breaks the connection as a bad network does; it comes back by itself. */
  cut(): void {
    this.#request?.destroy();
  }

  stop(): void {
    this.#isOver = true;
    this.#request?.destroy();
  }

  #comeBack(): void {
    if (!this.#request || this.#isOver) return;
    this.#request = null;
    this.isReady = false;
    this.reconnects++;
    setTimeout(() => this.open(), 250 + Math.random() * 750);
  }

  #read(response: IncomingMessage): void {
    let text = '';
    response.setEncoding('utf8');
    response.on('error', () => undefined);
    response.on('data', (part: string) => {
      text += part;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        this.#hear(text.slice(0, end));
        text = text.slice(end + 2);
      }
    });
  }

  #hear(block: string): void {
    const now = performance.now();
    const id = /^id: (.+)$/m.exec(block)?.[1];
    if (id) this.#cursor = id;
    if (block.startsWith('event: ready')) this.isReady = true;
    if (block.startsWith('event: refetch')) this.refetches++;
    if (!block.startsWith('event: changes')) return;
    const data = JSON.parse(/^data: (.+)$/m.exec(block)?.[1] ?? '{}') as { changes: Note[] };
    for (const change of data.changes) {
      if (change.kind === 'many') this.manyAt = now;
      this.versions.set(change.id, Math.max(change.version, this.versions.get(change.id) ?? 0));
      this.heardAt.set(`${change.id} ${change.version}`, now);
    }
  }
}
