import { AppError } from '../../shared/errors.ts';

/** A record's version as an `ETag`. */
export function versionTag(version: number): string {
  return `"${version}"`;
}

/** The version an `If-Match` header names; undefined when there is none. Throws 400 `badVersion`. */
export function readVersion(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch === '*') return undefined;
  const [, digits] = /^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch) ?? [];
  if (!digits) throw new AppError(400, 'badVersion');
  return Number(digits);
}
