import type { Field } from '../../shared/nouns/field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { seesEveryField } from '../access/seen-registry.ts';
import { searchFunctions } from '../db/search-functions.ts';
import { quote, snakeCase } from '../metadata/names.ts';
import type { Registry } from '../metadata/registry.ts';
import { storageOf } from '../metadata/storage.ts';
import type { FilterScope } from './filter-sql.ts';

type Scope = Pick<FilterScope, 'ctx' | 'noun' | 'alias'>;

/** What of a record's search text an actor sees for whom some of the searched fields are hidden; SQL expressions at an alias. */
export interface SeenSearch {
  /** The folded text of the fields by which they may find it, worked out of the fields themselves. Dear, so for records that the index has found only. */
  readonly text: string;
  /** Whether nothing is in any of the hidden ones, so that the record's search text is what they see of it; null where that can not be told. */
  readonly hidesNothing: string | null;
  readonly title: TitleLine | null;
}

interface TitleLine {
  readonly text: string;
  readonly stands: string;
}

/** Null where all of a record's search text is seen. */
export function seenSearchOf(scope: Scope): SeenSearch | null {
  const { ctx, noun, alias } = scope;
  if (seesEveryField(ctx)) return null;
  const known = knownIn.get(ctx.registry) ?? new Map<string, SeenSearch | null>();
  knownIn.set(ctx.registry, known);
  const key = `${noun.name} ${alias}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = describe(scope);
  known.set(key, made);
  return made;
}

/** Written once for all who see a registry so: it is half of what writing a search takes. */
const knownIn = new WeakMap<Registry, Map<string, SeenSearch | null>>();

function describe(scope: Scope): SeenSearch | null {
  const { ctx, noun, alias } = scope;
  const [seen, whole] = [ctx.registry, ctx.registry.whole].map((registry) =>
    searchedFields(registry.getNoun(noun.name)),
  );
  if (!seen || seen.length === whole?.length) return null;
  const lines = seen.flatMap(([name, field]) => linesSql(field, alias, snakeCase(name)));
  const text = lines.length === 0 ? "''" : `${searchFunctions.fold}(concat_ws(E'\\n', ${lines.join(', ')}))`;
  return { text, hidesNothing: hidesNothing(scope), title: titleLine(scope) };
}

/** Of an added field whose kind was changed the search text may hold what it was. */
function hidesNothing({ ctx, noun, alias }: Scope): string | null {
  const seen = new Set(searchedFields(ctx.registry.getNoun(noun.name)).map(([name]) => name));
  const hidden = searchedFields(ctx.registry.whole.getNoun(noun.name)).filter(([name]) => !seen.has(name));
  if (hidden.some(([, field]) => field.custom)) return null;
  const columns = hidden.flatMap(([name, field]) => storageOf(field).columns(snakeCase(name), field));
  return columns.map(({ name }) => `${alias}.${quote(name)} is null`).join(' and ');
}

/**
 * The part of the search text that the title stands in, where it comes first, and whether it does: nobody is kept from seeing a
 * title. Null where another field, or one whose kind may have been changed, is the first.
 */
function titleLine({ ctx, noun, alias }: Scope): TitleLine | null {
  const [first] = searchedFields(ctx.registry.whole.getNoun(noun.name));
  if (!first) return null;
  const [name, field] = first;
  const isText = field.kind === 'text' || field.kind === 'personName';
  if (name !== noun.title || field.custom || !isText) return null;
  const [value] = linesSql(field, alias, snakeCase(name));
  // A name without a letter may have left no line at all.
  return { text: `split_part(${alias}.search, E'\\n', 1)`, stands: `${value} ~ '[[:alnum:]]'` };
}

function searchedFields(noun: Noun): readonly [string, Field][] {
  return Object.entries(noun.fields).filter(([, field]) => field.search);
}

/** The lines of `searchTextOf`; a phone without the digits that are dialled at home, which are the end of its number. */
function linesSql(field: Field, alias: string, column: string): readonly string[] {
  const part = (name: string) => `${alias}.${quote(`${column}_${name}`)}`;
  const value = `${alias}.${quote(column)}`;
  switch (field.kind) {
    case 'personName':
      return [`concat_ws(' ', ${['given', 'middle', 'family'].map(part).join(', ')})`];
    case 'emails':
    case 'urls':
      return [`${searchFunctions.textsOf}(${value}, 'address')`];
    case 'files':
      return [`${searchFunctions.textsOf}(${value}, 'name')`];
    case 'phones':
      return [`${searchFunctions.phoneTexts}(${value})`];
    case 'richText':
    case 'json':
      return [part('text')];
    case 'location':
      return [part('label')];
    case 'address':
      return ['street', 'city', 'region', 'postal_code', 'country'].map(part);
    default:
      return [`${value}::text`];
  }
}
