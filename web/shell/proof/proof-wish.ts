import { useSyncExternalStore } from 'react';
import type { ProofBy } from '../../../shared/contract/session-proof.ts';

/** What the server asks of whoever has been signed in for a while, before it goes on. */
export interface ProofWish {
  readonly by: readonly ProofBy[];
  /** Whether it was shown. */
  readonly settle: (isShown: boolean) => void;
}

let wish: ProofWish | null = null;
let asked: Promise<boolean> | null = null;
const watchers = new Set<() => void>();

/** Has the person show once more who they are; whether they did. What else asks meanwhile waits for the same answer. */
export function wishProof(by: readonly ProofBy[]): Promise<boolean> {
  // Where nothing asks (no page of a person signed in), nobody can answer.
  if (watchers.size === 0) return Promise.resolve(false);
  asked ??= new Promise((resolve) => {
    const settle = (isShown: boolean) => {
      asked = null;
      tell(null);
      resolve(isShown);
    };
    tell({ by, settle });
  });
  return asked;
}

export function useProofWish(): ProofWish | null {
  return useSyncExternalStore(
    (told) => {
      watchers.add(told);
      return () => watchers.delete(told);
    },
    () => wish,
  );
}

function tell(next: ProofWish | null): void {
  wish = next;
  for (const told of watchers) told();
}
