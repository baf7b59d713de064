import { type Problem, RapportError } from './rapport-error.ts';

export interface RapportSettings {
  /** Where Rapport is reached, e.g. `https://crm.example.org`. */
  readonly url: string;
  /** An API key (Settings, API keys). */
  readonly key: string;
  /** How often a request is sent again that was told to wait or found nobody; 3 unless said otherwise. */
  readonly retries?: number;
  /** Another `fetch` than the platform's. */
  readonly fetch?: typeof fetch;
}

export interface RequestOptions {
  /** Objects and lists are sent as JSON; what is undefined is left out. */
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Sends a request and reads the JSON that comes back. What was told to wait waits as long as it was told; what found nobody is sent
 * again where that does no harm. Throws RapportError; an aborted request throws its signal's reason.
 */
export async function send(
  settings: RapportSettings,
  method: Method,
  path: string,
  options: RequestOptions,
): Promise<unknown> {
  const { retries = 3 } = settings;
  for (let attempt = 0; ; attempt++) {
    const { response, failure } = await ask(settings, method, path, options);
    if (response?.ok) return response.status === 204 ? undefined : response.json();
    const waits = attempt < retries ? pauseOf(response, attempt, isRepeatable(method, options)) : null;
    if (waits === null) throw response ? new RapportError(await problemOf(response)) : unreachable(failure);
    await pause(waits, options.signal);
  }
}

interface Asked {
  readonly response?: Response;
  readonly failure?: unknown;
}

async function ask(settings: RapportSettings, method: Method, path: string, options: RequestOptions): Promise<Asked> {
  const { body, headers, signal } = options;
  const fetchIt = settings.fetch ?? fetch;
  try {
    const response = await fetchIt(addressOf(settings.url, path, options.query), {
      method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${settings.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
    return { response };
  } catch (failure) {
    if (signal?.aborted) throw signal.reason;
    return { failure };
  }
}

function addressOf(url: string, path: string, query: RequestOptions['query']): string {
  const address = new URL(path, url.endsWith('/') ? url : `${url}/`);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null) continue;
    const isNames = Array.isArray(value) && value.every((one) => typeof one === 'string');
    const text = isNames ? value.join(',') : typeof value === 'object' ? JSON.stringify(value) : String(value);
    address.searchParams.set(name, text);
  }
  return address.href;
}

/** A write under an Idempotency-Key happens once, however often it is sent. */
function isRepeatable(method: Method, { headers }: RequestOptions): boolean {
  return method === 'GET' || Boolean(headers?.['idempotency-key']);
}

/** Milliseconds to wait before the request is sent again; null for not at all. */
function pauseOf(response: Response | undefined, attempt: number, repeatable: boolean): number | null {
  const told = Number(response?.headers.get('retry-after') ?? Number.NaN) * 1000;
  if (response?.status === 429) return Number.isFinite(told) ? told : 1000;
  const isGone = !response || response.status === 503;
  return isGone && repeatable ? (Number.isFinite(told) ? told : 250 * 2 ** attempt) : null;
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, milliseconds);
    if (signal?.aborted) end();
    else signal?.addEventListener('abort', end, { once: true });
  });
}

async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  const plain = { status: response.status, code: 'internal', params: {}, fields: [], requestId: '' };
  try {
    return { ...plain, ...(JSON.parse(text) as Partial<Problem>), status: response.status };
  } catch {
    // A proxy's page: its status is all it says.
    return plain;
  }
}

function unreachable(cause: unknown): RapportError {
  return new RapportError({ status: 0, code: 'unreachable', params: {}, fields: [], requestId: '' }, { cause });
}
