import type { TimelineItem } from '../../../shared/contract/timeline.api.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { WaitingChange } from '../../offline/waiting-change.ts';
import type { ChangeAnswer } from '../data/answers.ts';

/** What happened at a moment: a change of a record, or a record that tells of something (a note, a call). */
export type TimelineEntry =
  | {
      readonly kind: 'change';
      readonly key: string;
      readonly at: string;
      readonly noun: string;
      readonly change: ChangeAnswer;
      /** The record that changed, where it is another than the one whose timeline this is. */
      readonly about: { readonly noun: string; readonly id: string; readonly label: string | null } | null;
    }
  | {
      readonly kind: 'record';
      readonly key: string;
      readonly at: string;
      readonly noun: string;
      readonly record: AnyRecord;
      /** It lies on the device until the server is reached. */
      readonly isWaiting?: true;
    };

/** The server's answers as entries, in their order; what two pages hold because something came between is there once. */
export function entriesOf(items: readonly TimelineItem[]): readonly TimelineEntry[] {
  const entries = items.map((item): TimelineEntry => {
    if (item.kind === 'change') {
      const { at, change, about } = item;
      return {
        kind: 'change',
        key: `change ${change.id}`,
        at,
        noun: change.noun,
        change: change as ChangeAnswer,
        about,
      };
    }
    const record = item.record as unknown as AnyRecord;
    return { kind: 'record', key: `${item.noun} ${record.id}`, at: item.at, noun: item.noun, record };
  });
  return [...new Map(entries.map((entry) => [entry.key, entry])).values()];
}

/** New records of these nouns that wait on the device and point at the record, the newest first. */
export function waitingEntries(
  changes: readonly WaitingChange[],
  nouns: ReadonlySet<string>,
  id: string,
): readonly TimelineEntry[] {
  return changes
    .filter((change) => change.kind === 'create' && nouns.has(change.noun) && pointsAt(change, id))
    .map((change): TimelineEntry => {
      const at = new Date(change.at).toISOString();
      const record = {
        ...change.shown,
        id: change.id,
        version: 0,
        createdAt: at,
        updatedAt: at,
      } as unknown as AnyRecord;
      return { kind: 'record', key: `waiting ${change.id}`, at, noun: change.noun, record, isWaiting: true };
    })
    .toReversed();
}

function pointsAt({ shown }: WaitingChange, id: string): boolean {
  const ids = Object.values(shown).flatMap((value) => (Array.isArray(value) ? value : [value]));
  return ids.some((value) => typeof value === 'object' && value !== null && (value as { id?: unknown }).id === id);
}
