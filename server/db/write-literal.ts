import { escapeLiteral } from 'pg';

/**
 * A value as an SQL literal without a type, as PostgreSQL would read it out of a parameter.
 * @throws Error for what is neither text, number, truth nor a list of these.
 */
export function writeLiteral(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  return escapeLiteral(Array.isArray(value) ? `{${value.map(entryOf).join(',')}}` : textOf(value));
}

/** An entry of PostgreSQL's text form of an array. */
function entryOf(value: unknown): string {
  return value === null ? 'null' : `"${textOf(value).replace(/["\\]/g, '\\$&')}"`;
}

function textOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`What is ${typeof value} can not be written as a literal`);
}
