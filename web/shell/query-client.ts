import { MutationCache, QueryCache, QueryClient, type QueryPersister } from '@tanstack/react-query';
import { findProblem, statusOf } from '../i18n/problem-text.ts';

/**
 * The cache of everything read from the server. `onSignedOut` is called when an answer shows that the session is over.
 * Questions are asked again after a failed network or server, never after a refusal; `answer` asks them, and may know what
 * was answered before.
 */
export function createQueryClient(onSignedOut: () => void, answer?: QueryPersister): QueryClient {
  const watch = (error: unknown) => {
    if (statusOf(error) === 401) onSignedOut();
    // The role must have a second factor now: the start leads to its set-up.
    if (findProblem(error)?.code === 'secondFactorNeeded') window.location.assign('/');
  };
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (!query.meta?.handlesSignedOut) watch(error);
      },
    }),
    mutationCache: new MutationCache({
      onError: (error, _input, _context, mutation) => {
        if (!mutation.meta?.handlesSignedOut) watch(error);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && isPassing(error),
        networkMode: 'always',
        ...(answer ? { persister: answer } : {}),
      },
      mutations: { networkMode: 'always' },
    },
  });
}

/** A failure that may be gone a moment later. */
function isPassing(error: unknown): boolean {
  const status = statusOf(error);
  return status === null || status >= 502;
}
