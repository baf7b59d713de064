import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { useSession } from '../../shell/session.ts';

/** What was begun and not sent, by whose it is, what it is and what it is about; gone with the page. */
const begun = new Map<string, unknown>();

/**
 * Something begun about a record that is still there when one comes back to it, however one left; before the page is closed with it,
 * one is asked. Changing it to something that is not begun forgets it.
 */
export function useDraft<Draft>(
  what: string,
  about: string,
  isBegun: (draft: Draft) => boolean,
  makeEmpty: () => Draft,
): readonly [Draft, (draft: Draft) => void] {
  const key = useDraftKey(what, about);
  const [draft, setDraft] = useState(() => (begun.get(key) as Draft | undefined) ?? makeEmpty());
  useBlocker({ shouldBlockFn: () => false, enableBeforeUnload: () => isBegun(draft) });
  const change = (next: Draft) => {
    if (isBegun(next)) begun.set(key, next);
    else begun.delete(key);
    setDraft(next);
  };
  return [draft, change];
}

/** Whether something of that sort was begun about the record. */
export function useIsBegun(what: string, about: string): boolean {
  return begun.has(useDraftKey(what, about));
}

/** Leaves something begun about a record, for whoever comes to its card. */
export function useKeepDraft(what: string): (about: string, draft: unknown) => void {
  const member = useSession()?.member.id;
  return (about, draft) => begun.set(keyOf(member, what, about), draft);
}

function useDraftKey(what: string, about: string): string {
  return keyOf(useSession()?.member.id, what, about);
}

const keyOf = (member: string | undefined, what: string, about: string) => `${member}/${what}/${about}`;
