import type { AnyRecord } from '../../../shared/nouns/value.ts';

/** The last version of each record that this tab wrote, the oldest first. */
const written = new Map<string, number>();
const most = 500;

/** Remembers what this tab has just written, and so has shown and asked for what follows from it already. */
export function noteOwnWrite(noun: string, { id, version }: Pick<AnyRecord, 'id' | 'version'>): void {
  const key = `${noun} ${id}`;
  written.delete(key);
  written.set(key, version);
  const [eldest] = written.keys();
  if (written.size > most && eldest !== undefined) written.delete(eldest);
}

/** Whether this state of the record is this tab's own doing, or older. */
export function isOwnWrite(noun: string, id: string, version: number): boolean {
  return (written.get(`${noun} ${id}`) ?? 0) >= version;
}
