import { AppError } from '../../shared/errors.ts';

/** Where a page of a timeline ends: the moment and key of its last entry. */
export interface TimelineCursor {
  readonly at: string;
  readonly key: string;
}

export function writeTimelineCursor({ at, key }: TimelineCursor): string {
  return Buffer.from(`${at} ${key}`).toString('base64url');
}

/** @throws AppError 422 `badCursor` for one that is none. */
export function readTimelineCursor(text: string): TimelineCursor {
  const found = /^(\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
    Buffer.from(text, 'base64url').toString(),
  );
  const [, at, key] = found ?? [];
  if (!at || !key || Number.isNaN(Date.parse(at)))
    throw new AppError(422, 'badCursor', {}, [{ path: 'cursor', code: 'badCursor' }]);
  return { at, key };
}
