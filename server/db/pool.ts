import type { ClientConfig } from 'pg';
import { type Connection, discard, isWorn, openConnection, takeOn } from './connection.ts';

export interface PoolOptions {
  readonly config: ClientConfig;
  readonly max: number;
  /** Milliseconds a caller waits for a free connection before it gets an error. */
  readonly acquireTimeout: number;
  /** Milliseconds after which an unused connection is closed. */
  readonly idleTimeout: number;
}

interface Waiting {
  readonly schema: string | null;
  resolve(connection: Connection): void;
  reject(error: unknown): void;
  readonly timer: NodeJS.Timeout;
}

/** Connections that remember which workspace they have taken on, and are given out again for the same one first. */
export class ConnectionPool {
  readonly #options: PoolOptions;
  /** Oldest first. */
  readonly #idle: Connection[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #sweep: NodeJS.Timeout;
  /** Open, opening and given out. */
  #size = 0;
  #closed: { resolve(): void; readonly done: Promise<void> } | null = null;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#sweep = setInterval(() => this.#closeUnused(), Math.max(1_000, options.idleTimeout / 2)).unref();
  }

  /** A connection that is `schema`'s (null: the control schema's). Waits while all are in use. */
  acquire(schema: string | null): Promise<Connection> {
    if (this.#closed) return Promise.reject(new Error('The database is closed'));
    if (this.#hasRoom()) return this.#obtain(schema);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#giveUp(timer), this.#options.acquireTimeout);
      this.#waiting.push({ schema, resolve, reject, timer });
    });
  }

  /** Takes a connection back; one that is broken or worn is closed instead. */
  release(connection: Connection): void {
    if (connection.broken || isWorn(connection) || this.#closed) {
      this.#remove(connection);
      return;
    }
    connection.idleSince = performance.now();
    this.#idle.push(connection);
    this.#serve();
  }

  /** Closes the unused connections of a workspace, so that the next ones know nothing of how its tables were. */
  evict(schema: string | null): void {
    for (const connection of this.#idle.filter((one) => one.schema === schema)) this.#remove(connection);
  }

  /** Refuses whoever comes or waits, and resolves when the last connection given out is back and closed. */
  close(): Promise<void> {
    if (this.#closed) return this.#closed.done;
    clearInterval(this.#sweep);
    const { promise, resolve } = withResolvers();
    this.#closed = { resolve, done: promise };
    for (const waiting of this.#waiting.splice(0)) refuse(waiting, 'The database is closed');
    for (const connection of [...this.#idle]) this.#remove(connection);
    if (this.#size === 0) resolve();
    return promise;
  }

  #hasRoom(): boolean {
    return this.#idle.length > 0 || this.#size < this.#options.max;
  }

  async #obtain(schema: string | null): Promise<Connection> {
    const connection = this.#takeIdle(schema) ?? (await this.#open());
    try {
      await takeOn(connection, schema);
      return connection;
    } catch (error) {
      this.release(connection);
      throw error;
    }
  }

  /** One that is the workspace's already, else, when no more may be opened, the one unused for longest. */
  #takeIdle(schema: string | null): Connection | undefined {
    const own = this.#idle.findLastIndex((one) => one.schema === schema);
    if (own >= 0) return this.#idle.splice(own, 1)[0];
    return this.#size < this.#options.max ? undefined : this.#idle.shift();
  }

  async #open(): Promise<Connection> {
    this.#size++;
    try {
      return await openConnection(this.#options.config, (lost) => this.#forget(lost));
    } catch (error) {
      this.#shrink();
      throw error;
    }
  }

  #serve(): void {
    while (this.#waiting.length > 0 && this.#hasRoom()) {
      const next = this.#waiting.shift() as Waiting;
      clearTimeout(next.timer);
      this.#obtain(next.schema).then(next.resolve, next.reject);
    }
  }

  #giveUp(timer: NodeJS.Timeout): void {
    const index = this.#waiting.findIndex((one) => one.timer === timer);
    const [waiting] = this.#waiting.splice(index, 1);
    if (waiting) refuse(waiting, `No database connection became free in ${this.#options.acquireTimeout} ms`);
  }

  /** An unused connection the server has ended. One given out is removed when it comes back. */
  #forget(lost: Connection): void {
    if (this.#idle.includes(lost)) this.#remove(lost);
  }

  #remove(connection: Connection): void {
    const index = this.#idle.indexOf(connection);
    if (index >= 0) this.#idle.splice(index, 1);
    discard(connection);
    this.#shrink();
  }

  #shrink(): void {
    this.#size--;
    if (this.#closed) {
      if (this.#size === 0) this.#closed.resolve();
    } else this.#serve();
  }

  #closeUnused(): void {
    const oldest = performance.now() - this.#options.idleTimeout;
    for (const connection of this.#idle.filter((one) => one.idleSince < oldest)) this.#remove(connection);
  }
}

function refuse(waiting: Waiting, message: string): void {
  clearTimeout(waiting.timer);
  waiting.reject(new Error(message));
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
