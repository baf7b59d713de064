import { Suspense, use, useEffect, useState, useSyncExternalStore } from 'react';
import { part } from '../../ui/part.tsx';
import { isBusy } from './is-busy.ts';
import { type KeyLine, KeySheetContext, useKeyGroup } from './key-sheet.ts';

const KeySheetDialog = part(() => import('./key-sheet-dialog.tsx'));

const lines: readonly KeyLine[] = [{ key: '?', label: 'kit:keys.sheet' }];

/** `?` shows the keys of the screen. */
export function KeySheetOpener() {
  const sheet = use(KeySheetContext);
  const isOpen = useSyncExternalStore(sheet.subscribe, sheet.isOpen);
  // Kept once it was wanted, so that closing can be animated.
  const [wanted, setWanted] = useState(false);
  if (isOpen && !wanted) setWanted(true);
  useKeyGroup('kit:keys.everywhere', lines);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.defaultPrevented || event.ctrlKey || event.metaKey || isBusy(event.target)) return;
      event.preventDefault();
      sheet.setOpen(true);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [sheet]);
  if (!wanted) return null;
  return (
    <Suspense>
      <KeySheetDialog opened={isOpen} onClose={() => sheet.setOpen(false)} />
    </Suspense>
  );
}
