import { type ReactNode, Suspense, useCallback, useState } from 'react';
import { part } from '../../ui/part.tsx';
import { CreationContext, type CreationRequest } from './creation.ts';

const RecordFormDrawer = part(() => import('./record-form-drawer.tsx'));

interface OpenRequest extends CreationRequest {
  readonly key: number;
}

/** Lets everything below open forms for new records. */
export function CreationProvider({ children }: { readonly children: ReactNode }) {
  const [requests, setRequests] = useState<readonly OpenRequest[]>([]);
  const open = useCallback(
    (request: CreationRequest) =>
      setRequests((before) => [...before, { ...request, key: before.length ? (before.at(-1)?.key ?? 0) + 1 : 0 }]),
    [],
  );
  const close = useCallback(
    ({ key }: OpenRequest) => setRequests((before) => before.filter((other) => other.key !== key)),
    [],
  );
  return (
    <CreationContext value={open}>
      {children}
      <Suspense>
        {requests.map((request) => (
          <RecordFormDrawer
            key={request.key}
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
