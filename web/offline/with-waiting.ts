import type { WaitingChange } from './waiting-change.ts';

/**
 * What was kept of the server's answers as the person left it: with what they changed since and what still waits to be sent.
 * A record that waits to be deleted is in no list; its own card says that it is in the bin.
 */
export function withWaiting<T>(kept: T, changes: readonly WaitingChange[]): T {
  const byRecord = new Map<string, WaitingChange[]>();
  for (const change of changes)
    if (change.state === 'waiting') byRecord.set(change.id, [...(byRecord.get(change.id) ?? []), change]);
  return byRecord.size === 0 ? kept : (overlay(kept, byRecord) as T);
}

type ByRecord = ReadonlyMap<string, readonly WaitingChange[]>;

function overlay(value: unknown, changes: ByRecord): unknown {
  if (Array.isArray(value)) return value.filter((one) => !isDeleted(one, changes)).map((one) => overlay(one, changes));
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, overlay(part, changes)]));
  return isRecord(value) ? Object.assign(parts, ...changesOf(value, changes).map(({ shown }) => shown)) : parts;
}

/** Of a list an entry is the record itself, of a timeline what holds it. */
function isDeleted(entry: unknown, changes: ByRecord): boolean {
  const held = (entry as { readonly record?: unknown } | null)?.record;
  return [entry, held].some((one) => isRecord(one) && changesOf(one, changes).some(({ kind }) => kind === 'delete'));
}

const changesOf = ({ id }: { readonly id: string }, changes: ByRecord) => changes.get(id) ?? [];

/** A record and no pointer at one: that has no version. */
const isRecord = (value: unknown): value is { readonly id: string } =>
  typeof value === 'object' && value !== null && 'id' in value && 'version' in value;
