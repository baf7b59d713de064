import { AppError } from '../../shared/errors.ts';
import type { Authenticator } from '../auth/authenticator.ts';
import { watchChanges } from '../changes/signal.ts';
import type { Log } from '../config/log.ts';
import type { Context, Workspace } from '../context.ts';
import type { RequestFacts, ResolveContext } from '../http/request-facts.ts';
import { EventStream } from './event-stream.ts';
import type { Messenger } from './messenger.ts';
import { type Heard, WorkspaceStreams } from './workspace-streams.ts';

export interface StreamHubSettings {
  readonly resolveContext: ResolveContext;
  readonly watch: Authenticator['watch'];
  readonly isCertain: Authenticator['isCertain'];
  /** The workspace as the system sees it. */
  readonly systemOf: (workspace: Workspace) => Promise<Context>;
  /** To and from the other processes. */
  readonly messenger: Messenger;
  readonly log: Log;
  readonly limits?: Partial<StreamLimits>;
}

export interface StreamLimits {
  /** Milliseconds between signs of life. */
  readonly beat: number;
  /** Milliseconds between looks for what no process has told of. */
  readonly poll: number;
  /** Milliseconds between looks for those who left a record without a word. */
  readonly absence: number;
  /** Milliseconds a stream lives; the reader comes back, to whichever process. */
  readonly longest: number;
  /** Streams an account may have at one process; the oldest makes room. */
  readonly perAccount: number;
}

const usual: StreamLimits = { beat: 15_000, poll: 1_000, absence: 5_000, longest: 30 * 60_000, perAccount: 20 };
/** Milliseconds for which rights that nobody said have changed are believed. */
const trust = 10_000;
/** Tells the other processes that it is not records that changed. */
const presenceMark = '/presence';

/** All streams of this process. */
export class StreamHub {
  readonly #settings: StreamHubSettings;
  readonly #limits: StreamLimits;
  readonly #workspaces = new Map<string, WorkspaceStreams>();
  readonly #timers: readonly NodeJS.Timeout[];
  readonly #unwatch: readonly (() => void)[];
  #closed = false;

  constructor(settings: StreamHubSettings) {
    this.#settings = settings;
    this.#limits = { ...usual, ...settings.limits };
    this.#timers = [
      setInterval(() => {
        this.#beat().catch((error: unknown) => settings.log.error({ err: error }, 'Looking after streams failed'));
      }, this.#limits.beat).unref(),
      setInterval(() => this.#wakeAll(), this.#limits.poll).unref(),
      setInterval(() => this.#lookForAbsent(), this.#limits.absence).unref(),
    ];
    this.#unwatch = [
      watchChanges((id) => {
        this.#workspaces.get(id)?.wake();
        settings.messenger.tell(id);
      }),
      settings.messenger.hear((told) => this.#hear(told)),
      settings.watch((subject) => this.#doubt(subject)),
    ];
  }

  /** A new stream for whoever asks; what they missed is on it already. Throws 422 for a cursor that is none. */
  async open(ctx: Context, request: RequestFacts, heard: Heard): Promise<EventStream> {
    if (this.#closed) throw new AppError(503, 'unavailable');
    await this.#settings.messenger.listen();
    const { id } = ctx.workspace;
    const home = this.#workspaces.get(id) ?? this.#found(ctx.workspace);
    this.#makeRoom(ctx);
    const stream = new EventStream(ctx, request, () => home.streams.delete(stream), heard.browser);
    try {
      await home.open(stream, heard);
    } catch (error) {
      stream.body.destroy();
      throw error;
    }
    if (heard.browser) home.presence.wake();
    return stream;
  }

  /** Somebody came to a record, left it or began to edit it: told here and at every other process. */
  presenceChanged(workspaceId: string): void {
    this.#workspaces.get(workspaceId)?.presence.wake();
    this.#settings.messenger.tell(`${workspaceId}${presenceMark}`);
  }

  /** Ends every stream and takes no more. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearInterval(timer);
    for (const unwatch of this.#unwatch) unwatch();
    for (const stream of this.#all()) stream.end('stopping');
    await Promise.all([...this.#workspaces.values()].map((one) => one.rest().catch(() => undefined)));
    this.#workspaces.clear();
  }

  #found(workspace: Workspace): WorkspaceStreams {
    let known = workspace;
    const home = new WorkspaceStreams({
      system: () => this.#settings.systemOf(known),
      check: async (stream) => {
        const stays = await this.#check(stream);
        known = stream.ctx.workspace.metadataVersion > known.metadataVersion ? stream.ctx.workspace : known;
        return stays;
      },
      log: this.#settings.log,
    });
    this.#workspaces.set(workspace.id, home);
    return home;
  }

  #makeRoom({ actor }: Context): void {
    const own = this.#all().filter(({ ctx }) => readerOf(ctx.actor) === readerOf(actor));
    for (const stream of own.slice(0, Math.max(0, own.length + 1 - this.#limits.perAccount))) stream.end('replaced');
  }

  #all(): EventStream[] {
    return [...this.#workspaces.values()].flatMap(({ streams }) => [...streams].filter((stream) => !stream.isOver));
  }

  #hear(told: string): void {
    if (told.endsWith(presenceMark)) this.#workspaces.get(told.slice(0, -presenceMark.length))?.presence.wake();
    else this.#workspaces.get(told)?.wake();
  }

  #lookForAbsent(): void {
    for (const home of this.#workspaces.values()) home.presence.look();
  }

  #wakeAll(): void {
    for (const home of this.#workspaces.values()) if (home.streams.size > 0) home.wake();
  }

  async #beat(): Promise<void> {
    for (const [id, home] of this.#workspaces) {
      if (home.isIdle) {
        this.#workspaces.delete(id);
        await home.rest();
      } else await this.#beatIn(home);
    }
  }

  async #beatIn(home: WorkspaceStreams): Promise<void> {
    const old = performance.now() - this.#limits.longest;
    const alive: EventStream[] = [];
    for (const stream of home.streams) {
      if (stream.openedAt < old) stream.end('age');
      else if (await this.#check(stream)) alive.push(stream);
    }
    await home.beat(alive);
  }

  /** Somebody's session, rights or settings have changed: whoever may be meant is asked again at once. */
  #doubt(subject: string | null): void {
    for (const stream of this.#all()) {
      const { actor, workspace } = stream.ctx;
      if (subject !== null && subject !== `account:${actor.accountId}` && subject !== `workspace:${workspace.id}`)
        continue;
      stream.isDoubtful = true;
      void this.#check(stream);
    }
  }

  /** Looks up who reads, unless that is certain. A stream whose session is over ends; one whose rights changed is told. */
  async #check(stream: EventStream): Promise<boolean> {
    if (stream.isOver) return false;
    const isFresh = !stream.isDoubtful && performance.now() - stream.checkedAt < trust;
    if (isFresh && this.#settings.isCertain()) return true;
    stream.isDoubtful = false;
    const ctx = await this.#settings.resolveContext(stream.request).catch((error: unknown) => {
      this.#settings.log.warn({ err: error }, 'A stream ends: its reader could not be recognised');
      return null;
    });
    if (stream.isOver) return false;
    if (
      !ctx ||
      ctx.lacksSecondFactor ||
      ctx.workspace.id !== stream.ctx.workspace.id ||
      ctx.actor.memberId !== stream.ctx.actor.memberId
    ) {
      stream.end('signedOut');
      return false;
    }
    const before = stream.ctx;
    stream.checkedAt = performance.now();
    if (isSame(before.actor, ctx.actor) && isSame(before.workspace, ctx.workspace)) return true;
    stream.ctx = ctx;
    stream.send('refetch', { because: isSame(before.actor, ctx.actor) ? 'metadata' : 'rights' });
    return true;
  }
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whose streams count together; services have no account. */
function readerOf({ accountId, memberId }: Context['actor']): string | null {
  return accountId ?? memberId;
}
