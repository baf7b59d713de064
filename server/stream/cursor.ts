import { invalidField } from '../../shared/errors.ts';

/**
 * How far a reader of the change log has heard: the database's snapshot at that moment, and the second it was taken.
 * Everything visible in it has been told. Unlike the last id or transaction it waits for nobody: what commits late, behind
 * others, is told when it commits, and nothing twice.
 */
export interface StreamCursor {
  /** A `pg_snapshot`, as text. */
  readonly snapshot: string;
  /** Seconds since 1970, by the database's clock. */
  readonly at: number;
}

export function writeCursor({ snapshot, at }: StreamCursor): string {
  return `${snapshot}@${at}`;
}

/** Throws 422 `badCursor` for a text that no stream gave out. */
export function readCursor(text: string): StreamCursor {
  const [, snapshot, at] = /^(\d{1,19}:\d{1,19}:(?:\d{1,19}(?:,\d{1,19})*)?)@(\d{1,12})$/.exec(text) ?? [];
  if (!snapshot || !at) throw invalidField('cursor', 'badCursor');
  return { snapshot, at: Number(at) };
}

/** Whether `one` was taken after `other` on the same server: no reader can have heard what has not been written. */
export function isAhead(one: StreamCursor, other: StreamCursor): boolean {
  return horizonOf(one) > horizonOf(other);
}

function horizonOf({ snapshot }: StreamCursor): bigint {
  return BigInt(snapshot.split(':')[1] ?? '0');
}
