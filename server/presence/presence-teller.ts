import type { Log } from '../config/log.ts';
import type { Context } from '../context.ts';
import type { EventStream } from '../stream/event-stream.ts';
import { lookAt, sightKey } from '../stream/visibility.ts';
import { othersAt } from './others-at.ts';
import { listPresent, type Presence } from './presence.repository.ts';

export interface PresenceTellerSettings {
  readonly streams: ReadonlySet<EventStream>;
  readonly system: () => Promise<Context>;
  readonly log: Log;
}

/** Milliseconds in which comings and goings are gathered. */
const gathering = 80;

/** Tells the streams of a workspace who else is at the records that their browsers show. */
export class PresenceTeller {
  readonly #settings: PresenceTellerSettings;
  #timer: NodeJS.Timeout | undefined;

  constructor(settings: PresenceTellerSettings) {
    this.#settings = settings;
  }

  /** Somebody came, went or began to edit. */
  wake(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.tell().catch((error: unknown) => this.#settings.log.error({ err: error }, 'Telling who is present failed'));
    }, gathering).unref();
  }

  /** Looks for those who ended without a word, where anybody is shown them. */
  look(): void {
    if ([...this.#settings.streams].some(({ company }) => company.size > 0)) this.wake();
  }

  async tell(): Promise<void> {
    const system = await this.#settings.system();
    const present = await listPresent(system.db);
    const byBrowser = groupBy(present, ({ browser }) => browser);
    const byRecord = groupBy(present, ({ record }) => record);
    for (const stream of this.#settings.streams) {
      const shown = (byBrowser.get(stream.browser ?? '') ?? []).filter(
        ({ member }) => member === stream.ctx.actor.memberId,
      );
      const places = new Map(shown.map(({ record, noun }) => [record, noun]));
      for (const record of stream.company.keys()) if (!places.has(record)) stream.company.delete(record);
      for (const [id, noun] of places) await this.#tellAt(system, stream, noun, id, byRecord.get(id) ?? []);
    }
  }

  async #tellAt(system: Context, stream: EventStream, noun: string, id: string, present: readonly Presence[]) {
    const others = othersAt(present, id, stream.ctx.actor.memberId);
    const text = JSON.stringify(others);
    if ((stream.company.get(id) ?? '[]') === text) return;
    if (!(await maySee(system, stream.ctx, noun, id))) return;
    stream.company.set(id, text);
    stream.send('presence', { noun, id, others });
  }
}

async function maySee(system: Context, reader: Context, name: string, id: string): Promise<boolean> {
  const noun = system.registry.findNoun(name);
  if (!noun) return false;
  const key = sightKey(reader, noun);
  if (key === 'all') return true;
  const sights = await lookAt(system, noun, [id], new Map([[key, reader]]));
  return sights.get(key)?.versions.has(id) === true;
}

function groupBy(
  present: readonly Presence[],
  key: (one: Presence) => string,
): ReadonlyMap<string, readonly Presence[]> {
  const groups = new Map<string, Presence[]>();
  for (const one of present) {
    const group = groups.get(key(one));
    if (group) group.push(one);
    else groups.set(key(one), [one]);
  }
  return groups;
}
