import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react';
import { CreationContext, type CreationRequest } from './creation.ts';

const RecordFormDrawer = lazy(() => import('./record-form-drawer.tsx'));

/** Lets everything below open forms for new records. */
export function CreationProvider({ children }: { readonly children: ReactNode }) {
  const [requests, setRequests] = useState<readonly CreationRequest[]>([]);
  const open = useCallback((request: CreationRequest) => setRequests((before) => [...before, request]), []);
  const close = useCallback(
    (request: CreationRequest) => setRequests((before) => before.filter((other) => other !== request)),
    [],
  );
  return (
    <CreationContext value={open}>
      {children}
      <Suspense>
        {requests.map((request, level) => (
          <RecordFormDrawer
            key={`${request.noun.name}/${level}`}
            noun={request.noun}
            initial={request.initial}
            onCreated={request.onCreated}
            onClose={() => close(request)}
          />
        ))}
      </Suspense>
    </CreationContext>
  );
}
