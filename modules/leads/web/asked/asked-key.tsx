import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { isBusy } from '../../../../web/shell/keys/is-busy.ts';
import { type KeyLine, useKeyGroup } from '../../../../web/shell/keys/key-sheet.ts';

const lines: readonly KeyLine[] = [{ key: 'Alt+KeyA', label: 'leads:title.asked' }];

/** Alt and A: somebody asked, wherever one is. Nothing is drawn for it. */
export default function AskedKey() {
  const navigate = useNavigate();
  const mayTake = useNoun('lead')?.may.create === true;
  useKeyGroup('kit:keys.everywhere', mayTake ? lines : []);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isOurs = event.code === 'KeyA' && event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (!isOurs || !mayTake || event.defaultPrevented || isBusy(event.target)) return;
      event.preventDefault();
      void navigate({ to: '/asked' });
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [mayTake, navigate]);
  return null;
}
