import { createHash } from 'node:crypto';

/** What a seal's hash is made of. */
export interface SealContent {
  readonly number: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string;
  readonly began: string | null;
  readonly ids: readonly string[];
  /** Of each change, in the order of the ids; SHA-256 each, as hexadecimal digits. */
  readonly digests: readonly string[];
}

/** Before the first seal. */
export const noHash = '0'.repeat(64);

/**
 * The hash of a seal, as hexadecimal digits: SHA-256 over the one before it and its own content, lines of UTF-8 ended by a line feed: `rapport seal 1`, the
 * hash before it, number, moment, beginning or `-`, and a line `id digest` for each change.
 */
export function hashOfSeal(previous: string, { number, at, began, ids, digests }: SealContent): string {
  const changes = ids.map((id, index) => `${id} ${digests[index] ?? ''}`);
  const lines = ['rapport seal 1', previous, number, at, began ?? '-', ...changes];
  return createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest('hex');
}

/**
 * The digest of a change as SQL: SHA-256 of its JSON list `[id, moment, member, through, noun, record, kind, fields]` as PostgreSQL prints jsonb, in UTF-8.
 * Its transaction is not among it: a restored log has others.
 */
export const digestSql = (alias: string) =>
  `encode(sha256(convert_to(jsonb_build_array(${alias}.id::text, ` +
  `to_char(${alias}.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), ${alias}.member, ${alias}.through, ` +
  `${alias}.noun, ${alias}.record, ${alias}.kind, ${alias}.fields)::text, 'UTF8')), 'hex')`;
