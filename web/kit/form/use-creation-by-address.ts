import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { creationHash } from './creation.ts';

/** Opens the form for a new record where the address asks for one (`/companies#new`), and takes the wish out of the address. */
export function useCreationByAddress(create: (() => void) | undefined): void {
  const hash = useRouterState({ select: ({ location }) => location.hash });
  const navigate = useNavigate();
  const isReady = create !== undefined;
  const latest = useRef(create);
  latest.current = create;
  useEffect(() => {
    if (hash !== creationHash || !isReady) return;
    void navigate({ to: '.', search: (before: object) => before as never, hash: '', replace: true });
    latest.current?.();
  }, [hash, isReady, navigate]);
}
