import { useEffect, useRef } from 'react';
import { isBusy } from '../list/use-list-keys.ts';

/**
 * Keys of a card by their place on the keyboard (`KeyC`) and what each stands for, heard unless something is being typed
 * or a dialog is open.
 */
export function useCardKeys<T>(keys: Readonly<Record<string, T>>, act: (what: T) => void): void {
  const latest = useRef({ keys, act });
  latest.current = { keys, act };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented);
      const what = isPlain && !isBusy(event.target) ? latest.current.keys[event.code] : undefined;
      if (what === undefined) return;
      event.preventDefault();
      latest.current.act(what);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
