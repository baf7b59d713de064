import { useEffect } from 'react';

let holders = 0;

/** Keeps what is shown as it is while a person has it in the hand (a card being dragged). */
export function useHoldRenewal(holding: boolean): void {
  useEffect(() => {
    if (!holding) return;
    holders++;
    return () => {
      holders--;
    };
  }, [holding]);
}

export function isHeld(): boolean {
  return holders > 0;
}
