/**
 * A backup file: a line that names its format; the entries, packed with gzip; the manifest as JSON; a trailer that says
 * where the manifest begins and what SHA-256 everything before the trailer has.
 */
export function magicOf(format: number): string {
  return `RAPPORT BACKUP ${String(format).padStart(4, '0')}\n`;
}

export const magicLength = magicOf(1).length;

/** The format a file's first bytes name; null for a file that is no backup. */
export function readMagic(start: string): number | null {
  const found = /^RAPPORT BACKUP (\d{4})\n$/.exec(start);
  return found ? Number(found[1]) : null;
}

export function trailerOf(manifestOffset: number, sha256: string): string {
  return `\nmanifest ${String(manifestOffset).padStart(16, '0')} sha256 ${sha256}\n`;
}

export const trailerLength = trailerOf(0, '0'.repeat(64)).length;

export interface Trailer {
  readonly manifestOffset: number;
  readonly sha256: string;
}

/** Null where a file does not end like a backup. */
export function readTrailer(end: string): Trailer | null {
  const found = /^\nmanifest (\d{16}) sha256 ([\da-f]{64})\n$/.exec(end);
  return found ? { manifestOffset: Number(found[1]), sha256: found[2] as string } : null;
}
