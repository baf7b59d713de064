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
  return `${tableOf(noun)}_${snakeCase(field)}`;
}
