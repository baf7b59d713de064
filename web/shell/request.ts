import type { ProofBy } from '../../shared/contract/session-proof.ts';
import { ApiError, readProblem, unreachable } from '../client/api-error.ts';
import { pageHeaders } from '../client/page-owner.ts';
import { wishProof } from './proof/proof-wish.ts';

/**
 * Calls an address by its path and returns its JSON, null when it has none: what the shell asks before there are modules
 * (session, set-up, sign-in, metadata), without loading the schemas that the typed client's endpoints carry. Throws
 * ApiError; an aborted call throws the signal's reason.
 */
export async function request<T>(...asked: Parameters<typeof ask>): Promise<T> {
  try {
    return (await ask(...asked)) as T;
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'proofNeeded') throw error;
    // Whoever has been signed in for a while shows once more who they are, and it goes on where it stopped.
    if (!(await wishProof(error.problem.params.by as readonly ProofBy[]))) throw error;
    return (await ask(...asked)) as T;
  }
}

async function ask(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
  headers: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const response = await send(path, {
    method,
    signal: signal ?? null,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...pageHeaders(),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new ApiError(await readProblem(response));
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw unreachable(error);
  }
}
