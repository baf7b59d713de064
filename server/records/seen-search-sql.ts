import type { Field } from '../../shared/nouns/field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { seesEveryField } from '../access/seen-registry.ts';
import { searchFunctions } from '../db/search-functions.ts';
import { quote, snakeCase } from '../metadata/names.ts';
import { storageOf } from '../metadata/storage.ts';
import type { FilterScope } from './filter-sql.ts';

/**
 * The folded text of the fields by which the actor may find a record at the scope's alias, worked out of the fields
 * themselves; null where that is the record's whole search text. Dear, so for records that the index has found only.
 */
export function seenSearchText({ ctx, noun, alias }: Pick<FilterScope, 'ctx' | 'noun' | 'alias'>): string | null {
  if (seesEveryField(ctx)) return null;
  const [seen, whole] = [ctx.registry, ctx.registry.whole].map((registry) =>
    searchedFields(registry.getNoun(noun.name)),
  );
  if (!seen || seen.length === whole?.length) return null;
  const lines = seen.flatMap(([name, field]) => linesSql(field, alias, snakeCase(name)));
  return lines.length === 0 ? "''" : `${searchFunctions.fold}(concat_ws(E'\\n', ${lines.join(', ')}))`;
}

/**
 * Whether nothing is in any of the searched fields that are hidden from the actor, so that the record's search text is what they see
 * of it; null where that can not be told. Of an added field whose kind was changed the search text may hold what it was.
 */
export function hidesNothing({ ctx, noun, alias }: Pick<FilterScope, 'ctx' | 'noun' | 'alias'>): string | null {
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
export function titleLine({ ctx, noun, alias }: Pick<FilterScope, 'ctx' | 'noun' | 'alias'>): TitleLine | null {
  const [first] = searchedFields(ctx.registry.whole.getNoun(noun.name));
  if (!first) return null;
  const [name, field] = first;
  const isText = field.kind === 'text' || field.kind === 'personName';
  if (name !== noun.title || field.custom || !isText) return null;
  const [value] = linesSql(field, alias, snakeCase(name));
  // A name without a letter may have left no line at all.
  return { text: `split_part(${alias}.search, E'\\n', 1)`, stands: `${value} ~ '[[:alnum:]]'` };
}

interface TitleLine {
  readonly text: string;
  readonly stands: string;
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
