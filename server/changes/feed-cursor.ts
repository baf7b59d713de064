import { AppError, invalidField } from '../../shared/errors.ts';

/** Where a reader of the feed stands: after this change of this transaction, in the log of this age. */
export interface FeedCursor {
  /** Which numbering of transactions the log has; a restored log is numbered anew. */
  readonly age: string;
  readonly tx: string;
  readonly id: string;
}

export function writeFeedCursor({ age, tx, id }: FeedCursor): string {
  return Buffer.from(`f1 ${age} ${tx} ${id}`).toString('base64url');
}

/** Throws 422 `badCursor` for what is no cursor of the feed. */
export function readFeedCursor(cursor: string): FeedCursor {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, age, tx, id] = /^f1 (\d{1,19}) (\d{1,19}) (\d{1,18})$/.exec(text) ?? [];
  if (age === undefined || tx === undefined || id === undefined) throw invalidField('cursor', 'badCursor');
  return { age, tx, id };
}

/** What a cursor points after is no longer in the log: its reader has to take stock anew and go on from `from=now`. */
export function cursorTooOld(): AppError {
  return new AppError(410, 'cursorTooOld');
}
