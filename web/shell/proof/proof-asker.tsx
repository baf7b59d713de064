import { Suspense } from 'react';
import { part } from '../../ui/part.tsx';
import { useProofWish } from './proof-wish.ts';

const ProofDialog = part(() => import('./proof-dialog.tsx'));

/** Asks who is there, whenever the server wants to know it anew. */
export function ProofAsker() {
  const wish = useProofWish();
  return <Suspense fallback={null}>{wish && <ProofDialog by={wish.by} onEnd={wish.settle} />}</Suspense>;
}
