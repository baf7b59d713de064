import { type ReactNode, useDeferredValue } from 'react';

interface InPiecesProps {
  readonly children: ReactNode;
  /** What stands there until it is drawn. */
  readonly fallback?: ReactNode;
}

/**
 * Draws what is in it after what is around it has been shown, and in pieces: between them the page answers to keys and
 * pointer. For what is much and is shown for the first time; later changes are drawn at once.
 */
export function InPieces({ children, fallback = null }: InPiecesProps) {
  const isDue = useDeferredValue(true, false);
  return isDue ? children : fallback;
}
