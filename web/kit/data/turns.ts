import type { AnyRecord } from '../../../shared/nouns/value.ts';

/** The last write of each record that is under way. */
const under = new Map<string, Promise<AnyRecord>>();
/** Which version of a record became which by a write of this tab; the oldest records first. */
const steps = new Map<string, Map<number, number>>();
const mostRecords = 200;

/**
 * Writes a record after what this tab is writing of it already, and upon what came of that: whoever presses a key twice has
 * seen no answer in between, and means the second on top of the first. What somebody else changed since is refused as ever.
 * `write` is told the version it goes upon.
 */
export function inTurn(
  record: string,
  version: number | undefined,
  write: (version: number | undefined) => Promise<AnyRecord>,
): Promise<AnyRecord> {
  const before = under.get(record) ?? Promise.resolve();
  const mine = before
    .then(
      () => undefined,
      () => undefined,
    )
    .then(async () => {
      const upon = version === undefined ? undefined : follow(record, version);
      const written = await write(upon);
      if (upon !== undefined) note(record, upon, written.version);
      return written;
    });
  under.set(record, mine);
  const leave = () => {
    if (under.get(record) === mine) under.delete(record);
  };
  mine.then(leave, leave);
  return mine;
}

function follow(record: string, version: number): number {
  let last = version;
  for (let next = steps.get(record)?.get(last); next !== undefined; next = steps.get(record)?.get(last)) last = next;
  return last;
}

function note(record: string, from: number, to: number): void {
  if (to <= from) return;
  const known = steps.get(record) ?? new Map<number, number>();
  known.set(from, to);
  steps.delete(record);
  steps.set(record, known);
  const [eldest] = steps.keys();
  if (steps.size > mostRecords && eldest !== undefined) steps.delete(eldest);
}
