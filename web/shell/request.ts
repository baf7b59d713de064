import type { Problem } from '../../shared/errors.ts';

/** An answer that is an error; `problem` is its body. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/**
 * Calls an address that is no record endpoint (session, set-up, sign-in) and returns its JSON, null when it has none.
 * Throws ProblemError for an error answer, TypeError when the server can not be reached.
 */
export async function request<T>(
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const response = await fetch(path, {
    method,
    signal: signal ?? null,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await readJson(response);
  if (response.ok) return answer as T;
  throw new ProblemError(asProblem(response, answer));
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!text || !response.headers.get('content-type')?.includes('json')) return null;
  return JSON.parse(text) as unknown;
}

/** A proxy in between may answer without a problem of ours: then the status says it. */
function asProblem(response: Response, answer: unknown): Problem {
  const given = (typeof answer === 'object' && answer ? answer : {}) as Partial<Problem>;
  return {
    type: given.type ?? 'about:blank',
    title: given.title ?? response.statusText,
    status: response.status,
    code: given.code ?? codeOfStatus(response.status),
    params: given.params ?? retryParams(response),
    fields: given.fields ?? [],
    requestId: given.requestId ?? response.headers.get('x-request-id') ?? '',
  };
}

const statusCodes: Readonly<Record<number, string>> = {
  401: 'notSignedIn',
  403: 'forbidden',
  404: 'notFound',
  409: 'busy',
  412: 'stale',
  413: 'bodyTooLarge',
  429: 'tooManyRequests',
  500: 'internal',
  503: 'unavailable',
};

const codeOfStatus = (status: number) => statusCodes[status] ?? 'unexpected';

function retryParams(response: Response): Record<string, unknown> {
  const seconds = Number(response.headers.get('retry-after'));
  return seconds > 0 ? { seconds } : {};
}
