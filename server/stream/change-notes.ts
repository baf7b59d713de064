import type { Noun } from '../../shared/nouns/noun.ts';
import type { ChangeNote } from '../../shared/stream/stream-event.ts';
import type { Context } from '../context.ts';
import { hangingOn } from './hanging.ts';
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
  readonly lost: Lost & { readonly unshared: Unshared[]; isClosed: boolean; isHanging?: boolean };
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
  const alone = new Set(system.registry.modules.flatMap((module) => module.toldAlone ?? []));
  const parts: Part[] = [];
  const gathered = gather(changes);
  for (const noun of await addHanging(system, gathered)) parts.push(manyOf(noun, readers));
  for (const [name, records] of gathered) {
    if (told.has(name)) parts.push(toEverybody(name, readers));
    if (alone.has(name)) parts.push(toMembers(name, records, readers));
    const noun = system.registry.findNoun(name);
    if (!noun) continue;
    const keys = new Map(readers.map((reader) => [reader, sightKey(reader, noun)]));
    parts.push({ keys, notes: await notesOf(system, noun, [...records.values()], keys) });
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

/** What is one member's alone bears their id. */
function toMembers(noun: string, members: Pick<ReadonlySet<string>, 'has'>, readers: readonly Context[]): Part {
  return {
    keys: new Map(readers.map((reader) => [reader, members.has(reader.actor.memberId ?? '') ? 'theirs' : 'none'])),
    notes: new Map([['theirs', [{ noun, kind: 'many' }]]]),
  };
}

type Gathered = Map<string, Map<string, ChangedRecord>>;

/** Adds what hangs on records that were closed or are shared no longer; answers the nouns of which it is too many to name. */
async function addHanging(system: Context, gathered: Gathered): Promise<readonly Noun[]> {
  const all: Noun[] = [];
  for (const [noun, changed] of [...gathered]) {
    const closings = [...changed.values()].filter(({ lost }) => lost.isClosed || lost.unshared.length > 0);
    const { records, many } = await hangingOn(system, noun, closings, mostNamed);
    all.push(...many);
    for (const { noun: name, id, lost } of records) {
      const known = gathered.get(name) ?? new Map<string, ChangedRecord>();
      gathered.set(name, known);
      const one = known.get(id);
      if (one) Object.assign(one.lost, lost);
      else known.set(id, { id, kind: hanging, before: null, lost: { ...lost, unshared: [...lost.unshared] } });
    }
  }
  return all;
}

/** Nothing was done to it. */
const hanging = 'hanging';

function manyOf(noun: Noun, readers: readonly Context[]): Part {
  const keys = new Map(readers.map((reader) => [reader, sightKey(reader, noun)]));
  const seen = [...new Set(keys.values())].filter((key) => key !== 'none');
  return { keys, notes: new Map(seen.map((key) => [key, [{ noun: noun.name, kind: 'many' }]])) };
}

/** The records changed, by noun. A record changed several times is told once. */
function gather(changes: readonly SeenChange[]): Gathered {
  const nouns: Gathered = new Map();
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
  return nouns;
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
  const hasClosed = records.some(({ lost }) => lost.isClosed || lost.isHanging);
  const sights = await lookAt(system, noun, ids, readers, hasClosed);
  const named = [...sights].map(([key, sight]) => [key, notesIn(sight, noun, records)] as const);
  return new Map([...many, ...named]);
}

function notesIn(sight: Sight, noun: Noun, records: readonly ChangedRecord[]): ChangeNote[] {
  const notes = records.flatMap(({ id, kind, before, lost }): ChangeNote[] => {
    const version = sight.versions.get(id);
    if (version !== undefined) return kind === hanging ? [] : [{ noun: noun.name, id, kind, version }];
    return sight.sawBefore(before) || sight.lost(id, lost)
      ? [{ noun: noun.name, id, kind: 'gone', version: null }]
      : [];
  });
  return notes.length > mostNamed ? [{ noun: noun.name, kind: 'many' }] : notes;
}
