import { resolvePath } from '../../shared/filter/field-path.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { resolveRelated } from '../../shared/filter/related.ts';
import type { Field } from '../../shared/nouns/field.ts';
import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import { findRelated, isPath } from '../../shared/nouns/related-field.ts';
import type { Context } from '../context.ts';
import { targetOf } from '../metadata/registry.ts';
import { madeOf } from './made-of.ts';

/** What of records an answer shows, or goes by: who asks for all with a certain number knows the number of those found. */
export interface Asked {
  /** Fields shown, and paths to fields of the records pointed at; all fields of its own when absent. */
  readonly fields?: readonly string[] | undefined;
  /** Pointers shown with the names of what they point at, `*` for all. */
  readonly expand?: readonly string[] | undefined;
  readonly filter?: Filter | undefined;
  readonly search?: string | undefined;
  /** `-` in front or not: a cursor holds the value of its last record. */
  readonly sort?: string | undefined;
}

/** What of an answer is written down one by one. */
export interface Watched {
  /** Whether the records themselves are. */
  readonly own: boolean;
  /** By the field that points there, the nouns of which those pointed at are. */
  readonly related: ReadonlyMap<string, readonly Noun[]>;
  /** Nouns of whose records it tells something without showing them: by what was worked out of them, and by what was asked of them. */
  readonly gathered: readonly Noun[];
}

/** What of such an answer is to be written down; null for nothing, as everywhere that no reading is. */
export function watchedIn(ctx: Context, noun: Noun, asked: Asked): Watched | null {
  const { reads } = ctx;
  if (!reads?.keepsAny(ctx)) return null;
  const byFilter = asked.filter ? pathsIn(asked.filter) : [];
  const shown = [...(asked.fields ?? Object.keys(noun.fields)), ...ownPaths(noun, asked, byFilter)].map(firstOf);
  const made = madeOf(ctx, noun, shown);
  const own = asked.fields && [...shown, ...made.own];
  const paths = [...(asked.fields ?? []), ...(asked.expand ?? []), ...byFilter].filter(isPath);
  const related = new Map<string, Noun[]>();
  const gathered = new Set(made.gathered);
  for (const step of [
    ...paths.flatMap((path) => stepOf(ctx, noun, path)),
    ...named(ctx, noun, asked),
    ...made.related,
  ]) {
    const { via, target, name } = step;
    const there = madeOf(ctx, target, [name]);
    if (reads.keepsIds(ctx, target, [name, ...there.own])) related.set(via, [...(related.get(via) ?? []), target]);
    for (const one of there.gathered) gathered.add(one);
  }
  if (asked.filter) for (const one of askedOf(ctx, noun, asked.filter)) gathered.add(one);
  const isOwn = reads.keepsIds(ctx, noun, own);
  return isOwn || related.size > 0 || gathered.size > 0 ? { own: isOwn, related, gathered: [...gathered] } : null;
}

/** The nouns, kept by a field that is asked for, of whose records a filter asks while it chooses those that they point at. */
function askedOf(ctx: Context, noun: Noun, filter: Filter): readonly Noun[] {
  if ('all' in filter) return filter.all.flatMap((one) => askedOf(ctx, noun, one));
  if ('any' in filter) return filter.any.flatMap((one) => askedOf(ctx, noun, one));
  if ('not' in filter) return askedOf(ctx, noun, filter.not);
  if (!('related' in filter)) return [];
  const { where = { all: [] }, ...related } = filter.related;
  const there = resolveRelated(noun, related, ctx.registry.findNoun)?.noun;
  const watched = there && watchedIn(ctx, there, { fields: [], filter: where });
  if (!there || !watched) return [];
  const pointedAt = [...watched.related.values()].flat();
  return [...(watched.own ? [there] : []), ...pointedAt, ...watched.gathered];
}

/** Of its own, what a question goes by: a search looks into every field that is searched. */
function ownPaths(noun: Noun, { search, sort }: Asked, byFilter: readonly string[]): readonly string[] {
  const searched = Object.entries<Field>(noun.fields).filter(([, field]) => field.search);
  const isSearched = search || byFilter.includes(anyWord);
  return [
    ...byFilter,
    ...(sort ? [sort.replace(/^-/, '')] : []),
    ...(isSearched ? searched.map(([name]) => name) : []),
  ];
}

/** Stands for a search within a filter. */
const anyWord = '*';

/** Every path a filter looks at; what it asks of records that point here is asked there. */
function pathsIn(filter: Filter): readonly string[] {
  if ('all' in filter) return filter.all.flatMap(pathsIn);
  if ('any' in filter) return filter.any.flatMap(pathsIn);
  if ('not' in filter) return pathsIn(filter.not);
  if ('search' in filter) return [anyWord];
  if ('was' in filter) return [filter.was.field];
  if ('changed' in filter) return filter.changed.field ? [filter.changed.field] : [];
  return 'field' in filter ? [filter.field] : [];
}

const firstOf = (path: string): string => path.split('.')[0] ?? '';

interface Step {
  readonly via: string;
  readonly target: Noun;
  readonly name: string;
}

function stepOf({ registry }: Context, noun: Noun, path: string): readonly Step[] {
  const shown = findRelated(noun, path, registry.findNoun);
  if (shown) return [shown];
  const asked = resolvePath(noun, path, registry.findNoun);
  return asked?.via ? [{ via: asked.via.name, target: asked.noun, name: asked.name }] : [];
}

/** The pointers that come with names, each with what it may point at. */
function named(ctx: Context, noun: Noun, { fields, expand = [] }: Asked): readonly Step[] {
  const shown = Object.entries(allFields(noun)).filter(
    ([name]) => (!fields || fields.includes(name)) && (expand.includes('*') || expand.includes(name)),
  );
  return shown.flatMap(([via, field]) => targetsOf(ctx, field).map((target) => ({ via, target, name: target.title })));
}

function targetsOf({ registry }: Context, field: Field): readonly Noun[] {
  if (field.kind === 'anyRelation')
    return registry.nouns.filter(({ name, internal }) => !internal && (field.nouns?.includes(name) ?? true));
  const target = targetOf(registry, field);
  return target ? [target] : [];
}
