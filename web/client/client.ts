import type { BodyInput, Endpoint, ParamsInput, QueryInput, ResponseOf } from '../../shared/contract/endpoint.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { addressOf } from './address.ts';
import { ApiError, readProblem, unreachable } from './api-error.ts';
import { pageHeaders } from './page-owner.ts';
import { type RecordsClient, recordsClient } from './records.ts';

export interface ClientSettings {
  /** The origin of the server; '' for the page's own. */
  readonly baseUrl?: string;
  /** Another `fetch`, e.g. in tests. */
  readonly fetch?: typeof fetch;
  /** Headers of every request, e.g. an API key. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Called when the server says that nobody is signed in; the call fails all the same. */
  readonly onUnauthorized?: (error: ApiError) => void;
}

/** What one call may carry besides what its endpoint declares. */
export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** The same key repeats the first answer instead of the write. */
  readonly idempotencyKey?: string;
  /** The file of an upload endpoint. */
  readonly file?: File;
}

type Part<Name extends string, T> = [T] extends [undefined]
  ? { readonly [K in Name]?: undefined }
  : Record<never, never> extends T
    ? { readonly [K in Name]?: T }
    : { readonly [K in Name]: T };

/** What calling the endpoint takes. */
export type CallInput<E> = Part<'params', ParamsInput<E>> &
  Part<'query', QueryInput<E>> &
  Part<'body', BodyInput<E>> &
  CallOptions;

export interface Client {
  /** Calls an endpoint. Throws `ApiError`; an aborted call throws the signal's reason. */
  call<E extends Endpoint>(
    endpoint: E,
    ...input: Record<never, never> extends CallInput<E> ? [input?: CallInput<E>] : [input: CallInput<E>]
  ): Promise<ResponseOf<E>>;
  /** The address of a GET endpoint, for links and downloads. */
  address<E extends Endpoint>(endpoint: E, input: Pick<CallInput<E>, 'params' | 'query'>): string;
  /** A noun's records. */
  records<N extends Noun>(noun: N): RecordsClient<N>;
}

/** The typed client of the API, for browsers and for programs. */
export function createClient(settings: ClientSettings = {}): Client {
  const request: Request = (method, path, input) => send(settings, method, path, input);
  return {
    call: (endpoint, ...[input]) => request(endpoint.method, endpoint.path, (input ?? {}) as RequestInput) as never,
    address: (endpoint, input) => {
      const { params, query } = input as RequestInput;
      return (settings.baseUrl ?? '') + addressOf(endpoint.path, params, query);
    },
    records: (noun) => recordsClient(noun, request),
  };
}

/** A request's parts, whatever its endpoint. */
export interface RequestInput extends CallOptions {
  readonly params?: object;
  readonly query?: object;
  readonly body?: unknown;
}

/** Sends one request to the path of an endpoint and reads its JSON answer. */
export type Request = (method: Endpoint['method'], path: string, input: RequestInput) => Promise<unknown>;

async function send(settings: ClientSettings, method: string, path: string, input: RequestInput): Promise<unknown> {
  const response = await fetchOf(settings, addressOf(path, input.params, input.query), {
    method,
    headers: headersOf(settings, input),
    credentials: 'same-origin',
    ...bodyOf(input),
    ...(input.signal ? { signal: input.signal } : {}),
  });
  if (response.ok) return response.status === 204 ? undefined : response.json();
  const error = new ApiError(await readProblem(response));
  if (error.status === 401) settings.onUnauthorized?.(error);
  throw error;
}

async function fetchOf(settings: ClientSettings, address: string, init: RequestInit): Promise<Response> {
  // Called bare: a browser's fetch refuses to be a method of anything but the window.
  const fetchIt = settings.fetch ?? fetch;
  try {
    return await fetchIt((settings.baseUrl ?? '') + address, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw unreachable(error);
  }
}

function headersOf(settings: ClientSettings, input: RequestInput): Record<string, string> {
  const { idempotencyKey, body, file } = input;
  return {
    accept: 'application/json',
    ...pageHeaders(),
    ...(body !== undefined && !file ? { 'content-type': 'application/json' } : {}),
    ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
    ...settings.headers,
    ...input.headers,
  };
}

/** An upload's fields go before its file, so that the server knows them when the file begins. */
function bodyOf({ body, file }: RequestInput): { body?: BodyInit } {
  if (!file) return body === undefined ? {} : { body: JSON.stringify(body) };
  const form = new FormData();
  for (const [name, value] of Object.entries(body ?? {}))
    if (value !== undefined) form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  form.append('file', file);
  return { body: form };
}
