import type { Noun } from '../../shared/nouns/noun.ts';
import type { ChangeNote } from '../../shared/stream/stream-event.ts';
import type { Context } from '../context.ts';
import type { SeenChange, Unshared } from './read-changes.ts';
import { type Lost, lookAt, type Sight, sightKey } from './visibility.ts';

/** More changed records of a noun than these are not named one by one. */
const mostNamed = 50;

interface ChangedRecord {
  readonly id: string;
  kind: string;
  /** What the watched fields were before the first of the changes. */
  before: Readonly<Record<string, unknown>> | null;
  /** Those it was shared with until then, and whether it was closed. */
  readonly lost: Lost & { readonly unshared: Unshared[]; isClosed: boolean };
}

/**
 * What to tell each of the readers of a batch of changes, under their rights at this moment: one statement a noun, none for
 * nouns nobody may read. The same list object for readers who see the same.
 */
export async function notesFor(
  system: Context,
  changes: readonly SeenChange[],
  readers: readonly Context[],
): Promise<ReadonlyMap<Context, readonly ChangeNote[]>> {
  const told = new Set(system.registry.modules.flatMap((module) => module.told ?? []));
  const parts: Part[] = [];
  for (const [name, records] of gather(changes)) {
    if (told.has(name)) parts.push(toEverybody(name, readers));
    const noun = system.registry.findNoun(name);
    if (!noun) continue;
    const keys = new Map(readers.map((reader) => [reader, sightKey(reader, noun)]));
    parts.push({ keys, notes: await notesOf(system, noun, records, keys) });
  }
  const lists = new Map<string, readonly ChangeNote[]>();
  return new Map(
    readers.map((reader) => {
      const own = parts.map(({ keys }) => keys.get(reader) ?? 'none');
      const signature = JSON.stringify(own);
      const list = lists.get(signature) ?? parts.flatMap(({ notes }, index) => notes.get(own[index] ?? '') ?? []);
      lists.set(signature, list);
      return [reader, list];
    }),
  );
}

/** Which readers see the same of a noun, and what is told them by that. */
interface Part {
  readonly keys: ReadonlyMap<Context, string>;
  readonly notes: ReadonlyMap<string, ChangeNote[]>;
}

/** What is no record is not named: whose business it is, is decided when it is asked for. */
function toEverybody(noun: string, readers: readonly Context[]): Part {
  return {
    keys: new Map(readers.map((reader) => [reader, 'all'])),
    notes: new Map([['all', [{ noun, kind: 'many' }]]]),
  };
}

/** The records changed, by noun. A record changed several times is told once. */
function gather(changes: readonly SeenChange[]): ReadonlyMap<string, readonly ChangedRecord[]> {
  const nouns = new Map<string, Map<string, ChangedRecord>>();
  for (const { noun, record, kind, before, unshared } of changes) {
    const records = nouns.get(noun) ?? new Map<string, ChangedRecord>();
    nouns.set(noun, records);
    const known = records.get(record);
    const lost = known?.lost ?? { unshared: [], isClosed: false };
    if (unshared) lost.unshared.push(unshared);
    if (kind === 'restricted') lost.isClosed = true;
    if (!known) records.set(record, { id: record, kind, before, lost });
    else {
      if (known.kind !== 'created' || kind === 'deleted') known.kind = kind;
      known.before = { ...before, ...known.before };
    }
  }
  return new Map([...nouns].map(([noun, records]) => [noun, [...records.values()]]));
}

async function notesOf(
  system: Context,
  noun: Noun,
  records: readonly ChangedRecord[],
  keys: ReadonlyMap<Context, string>,
): Promise<ReadonlyMap<string, ChangeNote[]>> {
  const readers = new Map([...keys].map(([reader, key]) => [key, reader]));
  readers.delete('none');
  const isMany = records.length > mostNamed;
  const many = new Map<string, ChangeNote[]>();
  // Who may read all of them need not be asked about each.
  if (isMany && readers.delete('all')) many.set('all', [{ noun: noun.name, kind: 'many' }]);
  if (readers.size === 0) return many;
  const ids = records.map(({ id }) => id);
  const hasClosed = records.some(({ lost }) => lost.isClosed);
  const sights = await lookAt(system, noun, ids, readers, hasClosed);
  const named = [...sights].map(([key, sight]) => [key, notesIn(sight, noun, records)] as const);
  return new Map([...many, ...named]);
}

function notesIn(sight: Sight, noun: Noun, records: readonly ChangedRecord[]): ChangeNote[] {
  const notes = records.flatMap(({ id, kind, before, lost }): ChangeNote[] => {
    const version = sight.versions.get(id);
    if (version !== undefined) return [{ noun: noun.name, id, kind, version }];
    return sight.sawBefore(before) || sight.lost(id, lost)
      ? [{ noun: noun.name, id, kind: 'gone', version: null }]
      : [];
  });
  return notes.length > mostNamed ? [{ noun: noun.name, kind: 'many' }] : notes;
}
