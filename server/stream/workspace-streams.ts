import { localDate } from '../../shared/dates/time-zone.ts';
import type { ChangeNote, RefetchReason } from '../../shared/stream/stream-event.ts';
import type { Log } from '../config/log.ts';
import type { Context } from '../context.ts';
import { PresenceTeller } from '../presence/presence-teller.ts';
import { type EndedShare, listEndedShares } from '../sharing/share.repository.ts';
import { ChangeFeed } from './change-feed.ts';
import { notesFor } from './change-notes.ts';
import { isAhead, readCursor, type StreamCursor } from './cursor.ts';
import { type EventStream, textOf } from './event-stream.ts';
import { pageSize, readChanges, type SeenChange } from './read-changes.ts';

/** Seconds a reader may have been away and still be told what they missed. */
const longestAbsence = 3_600;

/** What a reader says they have already. */
export interface Heard {
  /** The cursor of the last event heard, or of the session's answer; without one the stream begins now. */
  readonly cursor?: string | undefined;
  /** Whose tabs are to be told who else is at the records they show. */
  readonly browser?: string | undefined;
}

export interface WorkspaceStreamsSettings {
  /** The workspace seen by the system, with what has been added to its nouns by now. */
  readonly system: () => Promise<Context>;
  /** Brings a stream's rights up to date; false when it has ended by that. */
  readonly check: (stream: EventStream) => Promise<boolean>;
  readonly log: Log;
}

/** The streams of one workspace in this process, and the one reader of its changes that feeds them. */
export class WorkspaceStreams {
  readonly streams = new Set<EventStream>();
  readonly presence: PresenceTeller;
  readonly #settings: WorkspaceStreamsSettings;
  /** What has to wait until a stream has been told its past. */
  readonly #held = new Map<EventStream, (() => void)[]>();
  /** The day, in the workspace, whose shares are known to go on. */
  #day: string | null = null;
  #opening = 0;
  #feed: Promise<ChangeFeed> | null = null;

  constructor(settings: WorkspaceStreamsSettings) {
    this.#settings = settings;
    this.presence = new PresenceTeller({ streams: this.streams, system: settings.system, log: settings.log });
  }

  /** Nobody listens, or is about to. */
  get isIdle(): boolean {
    return this.streams.size === 0 && this.#opening === 0;
  }

  /** Tells the stream what it missed, and from now on everything. Throws 422 for a cursor that is none. */
  async open(stream: EventStream, heard: Heard): Promise<void> {
    const since = heard.cursor === undefined ? null : readCursor(heard.cursor);
    this.#opening++;
    try {
      await this.#open(stream, since);
    } finally {
      this.#opening--;
    }
  }

  async #open(stream: EventStream, since: StreamCursor | null): Promise<void> {
    this.#feed ??= this.#start();
    const feed = await this.#feed;
    let position = feed.position;
    // What comes while the past is being read waits its turn.
    const waiting: (() => void)[] = [];
    await feed.join(() => {
      position = feed.position;
      this.streams.add(stream);
      this.#held.set(stream, waiting);
    });
    try {
      await this.#catchUp(stream, since ?? position, position);
      stream.send('ready', {}, position);
    } finally {
      this.#held.delete(stream);
      for (const tell of waiting) tell();
    }
  }

  /** A sign of life on each stream of these. */
  async beat(streams: readonly EventStream[]): Promise<void> {
    const position = (await this.#feed)?.position;
    for (const stream of streams) if (position && !this.#held.has(stream)) stream.beat(position);
    await this.#turnDay();
  }

  /** What was shared until a day that is over leaves the screens of those it was shared with; nobody did anything, so no change tells of it. */
  async #turnDay(): Promise<void> {
    const system = await this.#settings.system();
    const [before, today] = [this.#day, dayOf(system)];
    this.#day = today;
    if (before === null || before === today) return;
    try {
      const ended = await listEndedShares(system.db, before, today);
      if (ended.length > 0) await this.#deliver(ended.map(unsharedBy), null);
    } catch (error) {
      this.#day = before;
      throw error;
    }
  }

  wake(): void {
    this.#feed?.then(
      (feed) => feed.wake(),
      // Whoever opened the stream has been told why.
      () => undefined,
    );
  }

  /** Stops reading when nobody listens any more. */
  async rest(): Promise<void> {
    const feed = this.#feed;
    this.#feed = null;
    await (await feed)?.stop();
  }

  async #start(): Promise<ChangeFeed> {
    const system = await this.#settings.system();
    this.#day ??= dayOf(system);
    const feed = new ChangeFeed({
      db: system.db,
      watched: async () => watchedFields(await this.#settings.system()),
      deliver: (changes, until) => this.#deliver(changes, until),
      log: this.#settings.log,
    });
    try {
      await feed.start();
    } catch (error) {
      this.#feed = null;
      throw error;
    }
    return feed;
  }

  /** What can not be told one by one for a failure of ours is to be asked for again: the feed never stands still. */
  async #deliver(changes: readonly SeenChange[], until: StreamCursor | null): Promise<void> {
    try {
      await this.#tell(changes, until);
    } catch (error) {
      this.#settings.log.error({ err: error }, 'Changes could not be told; every reader asks again');
      for (const stream of this.streams) this.#send(stream, textOf('refetch', { because: 'gap' }, until ?? undefined));
    }
  }

  async #tell(changes: readonly SeenChange[], until: StreamCursor | null): Promise<void> {
    const streams = [...this.streams];
    const checked = await Promise.all(streams.map((stream) => this.#settings.check(stream)));
    const readers = streams.filter((_, index) => checked[index]).map((stream) => ({ stream, ctx: stream.ctx }));
    const notes = await notesFor(await this.#settings.system(), changes, [...new Set(readers.map(({ ctx }) => ctx))]);
    const texts = new Map<readonly ChangeNote[], string>();
    for (const { stream, ctx } of readers) {
      const own = notes.get(ctx) ?? [];
      // Whose rights have just changed has been told to ask for everything.
      if (own.length === 0 || stream.ctx !== ctx) continue;
      const text = texts.get(own) ?? textOf('changes', { changes: own }, until ?? undefined);
      texts.set(own, text);
      this.#send(stream, text);
    }
  }

  #send(stream: EventStream, text: string): void {
    const held = this.#held.get(stream);
    if (held) held.push(() => stream.sendText(text));
    else stream.sendText(text);
  }

  /** The past from the reader's cursor on; where that can not be told, that everything is to be asked for again. */
  async #catchUp(stream: EventStream, from: StreamCursor, position: StreamCursor): Promise<void> {
    const refetch = (because: RefetchReason) => stream.send('refetch', { because }, position);
    if (isAhead(from, position) || position.at - from.at > longestAbsence) return refetch('gap');
    if (from.snapshot === position.snapshot) return;
    const system = await this.#settings.system();
    const { changes, next } = await readChanges(system.db, from, position, watchedFields(system));
    if (next || changes.length >= pageSize) return refetch('gap');
    const { ctx } = stream;
    const notes = (await notesFor(system, changes, [ctx])).get(ctx) ?? [];
    if (notes.length > 0) stream.send('changes', { changes: notes }, position);
  }
}

const dayOf = ({ workspace, now }: Context): string => localDate(workspace.timeZone, now());

function unsharedBy({ noun, id, member, team }: EndedShare): SeenChange {
  return { noun, record: id, kind: 'unshared', before: null, unshared: { member, team } };
}

/** The fields by whose change a record can leave somebody's sight. */
function watchedFields({ registry }: Context): readonly string[] {
  return [...new Set(registry.nouns.flatMap((noun) => registry.getPolicy(noun).ownerField ?? []))];
}
