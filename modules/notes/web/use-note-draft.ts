import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { useSession } from '../../../web/shell/session.ts';
import { emptyDraft, type NoteDraft } from './note-text.tsx';

/** What was begun and not sent, by whose it is and what it is about; gone with the page. */
const begun = new Map<string, NoteDraft>();

/** A note about a record that is still there when one comes back to it; before the page is closed with it, one is asked. */
export function useNoteDraft(about: string): readonly [NoteDraft, (draft: NoteDraft) => void] {
  const key = `${useSession()?.member.id}/${about}`;
  const [draft, setDraft] = useState(() => begun.get(key) ?? emptyDraft);
  const isBegun = draft.body.trim() !== '';
  useBlocker({ shouldBlockFn: () => false, enableBeforeUnload: () => isBegun });
  const change = (next: NoteDraft) => {
    if (next.body.trim() === '') begun.delete(key);
    else begun.set(key, next);
    setDraft(next);
  };
  return [draft, change];
}
