import { ApiError, readProblem, unreachable } from '../client/api-error.ts';
import { pageHeaders } from '../client/page-owner.ts';

/**
 * Calls an address by its path and returns its JSON, null when it has none: what the shell asks before there are modules
 * (session, set-up, sign-in, metadata), without loading the schemas that the typed client's endpoints carry. Throws
 * ApiError; an aborted call throws the signal's reason.
 */
export async function request<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
  headers: Readonly<Record<string, string>> = {},
): Promise<T> {
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
  return (text ? JSON.parse(text) : null) as T;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw unreachable(error);
  }
}
