import { createHash } from 'node:crypto';
import type { Noun } from '../../shared/nouns/noun.ts';

/** camelCase or kebab-case to snake_case. */
export function snakeCase(name: string): string {
  const known = snakes.get(name);
  if (known !== undefined) return known;
  const snake = name.replaceAll('-', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  // Names are declared, so they are few; a bound all the same.
  if (snakes.size < 10_000) snakes.set(name, snake);
  return snake;
}

const snakes = new Map<string, string>();

/** An identifier as SQL text. Every identifier the server writes comes from a declaration and passes here. */
export function quote(identifier: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(identifier)) throw new Error(`Not an identifier: ${JSON.stringify(identifier)}`);
  return `"${identifier}"`;
}

/** A text as an SQL literal; for names out of declarations, never for values of a request. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function tableOf(noun: Noun): string {
  return snakeCase(noun.plural);
}

/** The table that holds a `links` field: one row a link. */
export function linksTableOf(noun: Noun, field: string): string {
  const name = wholeLinksName(noun, field);
  return name.length <= longestName ? name : shortName(name);
}

/** What the table was called where PostgreSQL had cut off its name, without a word; null where it never had to. */
export function cutLinksTable(noun: Noun, field: string): string | null {
  const name = wholeLinksName(noun, field);
  return name.length <= longestName ? null : name.slice(0, longestName);
}

/** The table's name however long it is, of which the names of its indexes are made. */
export function wholeLinksName(noun: Noun, field: string): string {
  return `${tableOf(noun)}_${snakeCase(field)}`;
}

const longestName = 63;

/** PostgreSQL cuts names at 63 bytes; ours are cut with a hash so that two long ones stay apart. */
export function shortName(name: string): string {
  if (name.length <= 60) return name;
  return `${name.slice(0, 50)}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}
