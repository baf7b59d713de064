import { lazy, Suspense } from 'react';
import { useProofWish } from './proof-wish.ts';

const ProofDialog = lazy(() => import('./proof-dialog.tsx'));

/** Asks who is there, whenever the server wants to know it anew. */
export function ProofAsker() {
  const wish = useProofWish();
  return <Suspense fallback={null}>{wish && <ProofDialog by={wish.by} onEnd={wish.settle} />}</Suspense>;
}
