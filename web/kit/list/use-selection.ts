import { useCallback, useMemo, useRef, useState } from 'react';
import type { AnyRecord } from '../../../shared/nouns/value.ts';

export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** `range` selects from the last one toggled up to this one. */
  readonly toggle: (id: string, range?: boolean) => void;
  readonly toggleAll: () => void;
  readonly clear: () => void;
  /** Whether all, some or none of the loaded records are selected. */
  readonly state: 'all' | 'some' | 'none';
}

/** Which of a list's loaded records are selected; what is no longer in the list no longer counts. */
export function useSelection(records: readonly AnyRecord[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | null>(null);
  const ids = useMemo(() => new Set(records.map(({ id }) => id).filter((id) => chosen.has(id))), [records, chosen]);
  const toggle = useCallback(
    (id: string, range = false) => {
      setChosen((before) => toggled(before, range ? span(records, anchor.current, id) : [id], !before.has(id)));
      anchor.current = id;
    },
    [records],
  );
  const clear = useCallback(() => setChosen(new Set()), []);
  const toggleAll = useCallback(
    () => setChosen((before) => (before.size >= records.length ? new Set() : new Set(records.map(({ id }) => id)))),
    [records],
  );
  const state = ids.size === 0 ? 'none' : ids.size === records.length ? 'all' : 'some';
  return { ids, toggle, toggleAll, clear, state };
}

function toggled(before: ReadonlySet<string>, ids: readonly string[], on: boolean): ReadonlySet<string> {
  const next = new Set(before);
  for (const id of ids) on ? next.add(id) : next.delete(id);
  return next;
}

function span(records: readonly AnyRecord[], from: string | null, to: string): readonly string[] {
  const ids = records.map(({ id }) => id);
  const one = from === null ? -1 : ids.indexOf(from);
  const other = ids.indexOf(to);
  if (one < 0) return [to];
  return ids.slice(Math.min(one, other), Math.max(one, other) + 1);
}
