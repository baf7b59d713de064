import type { Context, Workspace } from '../context.ts';
import { advance, batchSize } from './advance.ts';
import type { Listener } from './change.ts';
import { listLagging, passUnheard, registerListeners } from './cursors.ts';
import { ensureChangePartitions } from './partitions.ts';
import type { ListenersOptions } from './start-listeners.ts';

const firstPause = 500;
const longestPause = 5 * 60_000;
/** Milliseconds until changes are looked for again that a running transaction still keeps from being read. */
const waitForWriters = 50;
/** Milliseconds from one round to the next while others write without pause: a round costs the same for one change as for a hundred. */
const betweenRounds = 200;

/** The listeners of one workspace: each goes on by itself, one that fails pauses longer each time. */
export class WorkspaceListeners {
  readonly #options: ListenersOptions;
  /** As it stands now; its context follows what it has added to the nouns. */
  workspace: Workspace;
  readonly #failures = new Map<string, { count: number; until: number }>();
  /** The day (ISO date) for which cursors and partitions have been seen to. */
  #preparedFor = '';
  #stopped = false;
  /** The visit under way, and whether somebody came meanwhile. */
  #visit: Promise<void> | null = null;
  #again = false;
  #begun = -betweenRounds;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ListenersOptions, workspace: Workspace) {
    this.#options = options;
    this.workspace = workspace;
  }

  /** Lets every listener read on. Never rejects. */
  visit(): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    if (this.#visit) {
      this.#again = true;
      return this.#visit;
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#visit = this.#run().finally(() => {
      this.#visit = null;
    });
    return this.#visit;
  }

  /** As `visit`, but soon rather than now where the last round has only just begun. */
  wake(): void {
    const wait = this.#begun + betweenRounds - performance.now();
    if (wait <= 0) void this.visit();
    else this.#visitIn(wait);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#visit;
  }

  async #run(): Promise<void> {
    try {
      do {
        this.#again = false;
        await this.#round();
      } while (this.#again && !this.#stopped);
    } catch (error) {
      this.#options.log.error({ err: error, workspace: this.workspace.id }, 'Looking for changes failed');
    }
  }

  #visitIn(milliseconds: number): void {
    if (this.#stopped || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.visit();
    }, milliseconds);
  }

  async #round(): Promise<void> {
    this.#begun = performance.now();
    const names = this.#options.listeners.map((listener) => listener.name);
    const ctx = await this.#options.contextOf(this.workspace);
    await this.#prepare(ctx, names);
    const lagging = await listLagging(ctx.db, names);
    const behind = this.#options.listeners.filter(({ name }) => lagging.includes(name) && !this.#isPausing(name));
    const choosy = behind.flatMap(({ name, nouns }) => (nouns ? [{ name, nouns }] : []));
    const moved = await passUnheard(ctx.db, choosy);
    const ready = behind.filter(({ name }) => !moved.includes(name));
    const passed = await Promise.all(ready.map((listener) => this.#readOn(ctx, listener)));
    if (passed.includes(0)) this.#visitIn(waitForWriters);
  }

  async #prepare(ctx: Context, names: readonly string[]): Promise<void> {
    const now = new Date();
    const today = now.toISOString().slice(0, 10);
    if (this.#preparedFor === today) return;
    await registerListeners(ctx.db, names);
    await ensureChangePartitions(ctx.db, now);
    this.#preparedFor = today;
    await this.#options.everyDay?.(ctx).catch((error: unknown) => {
      this.#options.log.error({ err: error, workspace: ctx.workspace.id }, 'What is done every day failed');
    });
  }

  /** How many changes the listener passed; null when it failed. */
  async #readOn(ctx: Context, listener: Listener): Promise<number | null> {
    let passed = 0;
    try {
      // Fewer than were asked for are all there were; what came meanwhile announces itself.
      for (let read = batchSize; read === batchSize && !this.#stopped; passed += read)
        read = await advance(ctx, listener);
      this.#failures.delete(listener.name);
      return passed;
    } catch (error) {
      this.#pause(listener.name, error);
      return null;
    }
  }

  #isPausing(name: string): boolean {
    return (this.#failures.get(name)?.until ?? 0) > performance.now();
  }

  #pause(name: string, error: unknown): void {
    const count = (this.#failures.get(name)?.count ?? 0) + 1;
    const pause = Math.min(firstPause * 2 ** (count - 1), longestPause);
    this.#failures.set(name, { count, until: performance.now() + pause });
    const { id } = this.workspace;
    this.#options.log.error(
      { err: error, listener: name, workspace: id, attempt: count },
      'A listener failed; it will be tried again',
    );
  }
}
