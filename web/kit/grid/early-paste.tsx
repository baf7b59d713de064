import { useEffect } from 'react';
import type { CellActs, HeldPaste } from './cell-acts.ts';
import type { CellRange } from './use-cell-cursor.ts';

/** Holds what is pasted while the code that reads it is still coming. */
export function EarlyPaste({ acts }: { readonly acts: CellActs }) {
  useEffect(() => {
    const listen = (event: ClipboardEvent) => {
      if (!event.clipboardData || event.defaultPrevented || !acts.hasFocus()) return;
      event.preventDefault();
      acts.heldPaste = hold(event.clipboardData, acts.range);
    };
    document.addEventListener('paste', listen);
    return () => document.removeEventListener('paste', listen);
  }, [acts]);
  return null;
}

/** The browser gives what is on the clipboard to whoever hears of it, at that moment alone. */
function hold(clipboard: DataTransfer, range: CellRange): HeldPaste {
  const texts = new Map(['text/plain', 'text/html'].map((type) => [type, clipboard.getData(type)]));
  return { range, getData: (type) => texts.get(type) ?? '' };
}
