import { searchFunctions } from '../db/search-functions.ts';
import type { NamesTaken } from './desired-schema.ts';
import { quote } from './names.ts';
import type { Registry } from './registry.ts';

/** A column (jsonb) that holds filters. */
export interface FilterColumn {
  readonly table: string;
  readonly column: string;
}

/** A column of names that are to be records. */
interface FormerNames {
  readonly table: string;
  readonly column: string;
  readonly names: NamesTaken;
}

/** Every column where the product keeps filters. */
export function filterColumnsOf({ modules }: Registry): readonly FilterColumn[] {
  const own = { table: 'custom_field', column: 'definition' };
  return [own, ...modules.flatMap((module) => module.filterColumns ?? [])];
}

/** Makes room for the pointers; the names stand aside until they are records. */
export function setNamesAside(table: string, column: string): string[] {
  const aside = quote(asideOf(column));
  return [
    `alter table ${quote(table)} rename column ${quote(column)} to ${aside}`,
    `alter table ${quote(table)} add column ${quote(column)} uuid`,
  ];
}

/** A record for each name, told apart as lists tell texts apart (without case), and pointers at them instead of the names. */
export function carriedNames({ table, column, names }: FormerNames): readonly string[] {
  const [from, to, title, aside] = [table, names.table, names.title, asideOf(column)].map(quote) as [
    ...[string, string, string, string],
  ];
  const name = `btrim(t.${aside})`;
  const isSame = (other: string) => `lower(c.${title}) = lower(${other}) and c.deleted_at is null`;
  return [
    `insert into ${to} (id, ${title}, search) select ${newIdSql}, n.name, ${searchFunctions.fold}(n.name) ` +
      `from (select distinct on (lower(${name})) ${name} as name from ${from} t where ${name} <> '' order by lower(${name}), t.id) n ` +
      `where not exists (select from ${to} c where ${isSame('n.name')})`,
    `update ${from} t set ${quote(column)} = (select c.id from ${to} c where ${isSame(name)} order by c.id limit 1) where ${name} <> ''`,
    `alter table ${from} drop column ${aside}`,
  ];
}

/** What was asked of the text is asked of the name of the record. Whether there is one at all is asked of the pointer as it was of the text. */
export function carriedFilters(found: readonly FormerNames[], filters: readonly FilterColumn[]): readonly string[] {
  const fields = new Map(found.map(({ column, names }) => [camelCase(column), camelCase(names.title)]));
  return [...fields].flatMap(([field, title]) =>
    filters.map(({ table, column }) => {
      const [name, condition] = [quote(column), `("op": "(${asked.join('|')})", "field": )"${field}"`];
      const over = `regexp_replace(${name}::text, '${condition}', '\\1"${field}.${title}"', 'g')::jsonb`;
      return `update ${quote(table)} set ${name} = ${over} where ${name}::text ~ '${condition}'`;
    }),
  );
}

const asked = ['is', 'isNot', 'isAnyOf', 'isNoneOf', 'contains', 'notContains', 'startsWith'];

const asideOf = (column: string) => `${column}_as_text`;

const camelCase = (column: string) => column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** A UUIDv7, as `newId` makes them; servers before PostgreSQL 18 have none of their own. */
const newIdSql =
  "encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid";
