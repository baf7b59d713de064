import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ResponseOf } from '../../shared/contract/endpoint.ts';
import type { Action } from '../../shared/nouns/role-rights.ts';
import type { RoutePolicy } from '../access/policy.ts';
import type { Context } from '../context.ts';
import type { RequestFacts } from './request-facts.ts';

/** Ready JSON text (built by PostgreSQL), sent as it is. */
export class JsonText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** An answer with a status or headers of its own: `new Reply(body, { status: 201, headers: { etag } })`. */
export class Reply {
  readonly body: JsonText | Readable | object | null;
  /** The endpoint's own status when absent. */
  readonly status: number | undefined;
  readonly headers: ReplyHeaders;

  constructor(body: Reply['body'], options: { readonly status?: number; readonly headers?: ReplyHeaders } = {}) {
    this.body = body;
    this.status = options.status;
    this.headers = options.headers ?? {};
  }
}
export type ReplyHeaders = Readonly<Record<string, string | string[]>>;

export interface RouteInput<E> {
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
  readonly headers: RouteHeaders;
  /** The file of an endpoint that declares `upload`; `uploadOf` takes it. */
  readonly upload?: Upload;
  /** The request as it came, for those who sign people in. */
  readonly request: RequestFacts;
  /** A JSON body to the letter, for those who check a signature of it. */
  readonly text?: string;
}

/** The request headers a route may go by. */
export interface RouteHeaders {
  /** As sent; `readVersion` reads it. */
  readonly ifMatch?: string;
  readonly idempotencyKey?: string;
  readonly acceptLanguage?: string;
  /** The id of the last event a stream's reader has heard. */
  readonly lastEventId?: string;
}

/** A file being received. Read `content` once; it throws 413 `fileTooLarge` when the endpoint's limit is passed. */
export interface Upload {
  /** As the client named it, without folders: shown to people, never used as a path. */
  readonly filename: string;
  readonly contentType: string;
  readonly content: Readable;
}

/** The file an upload endpoint was sent: always there for an endpoint that declares `upload`. */
export function uploadOf(input: { readonly upload?: Upload }): Upload {
  if (!input.upload) throw new Error('The endpoint does not declare an upload');
  return input.upload;
}

/** An endpoint with its policy and what it does. There is no route without a policy: the type wants one. */
export interface Route {
  readonly endpoint: Endpoint;
  readonly policy: RoutePolicy;
  readonly handle: (ctx: Context, input: RouteInput<Endpoint>) => Promise<unknown>;
  /** Whether the parts of such a request are committed one by one (`Context.apart`). */
  readonly isApart?: (body: unknown) => boolean;
  /** As how many requests one counts, where it does the work of several; 1 when absent. */
  readonly weigh?: (input: RouteInput<Endpoint>) => number;
  /** Of a noun's own routes: whose records they serve, and which rights (any of them) open them. The verbs check for themselves. */
  readonly serves?: { readonly noun: string; readonly needs: readonly Action[] };
}

/** An answer is printed, never changed: what services give as read-only is fine. */
type Unchanging<T> = T extends readonly (infer I)[]
  ? readonly Unchanging<I>[]
  : T extends object
    ? { readonly [K in keyof T]: Unchanging<T[K]> }
    : T;

export function defineRoute<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
  E extends Endpoint<P, Q, B, R>,
>(
  endpoint: E & Endpoint<P, Q, B, R>,
  policy: Exclude<RoutePolicy, 'public'>,
  handle: (ctx: Context, input: RouteInput<E>) => Promise<Unchanging<ResponseOf<E>> | JsonText | Reply>,
): Route {
  return { endpoint, policy, handle: handle as Route['handle'] };
}

/** A route anybody may call: its context is null when nobody is signed in. */
export function definePublicRoute<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
  E extends Endpoint<P, Q, B, R>,
>(
  endpoint: E & Endpoint<P, Q, B, R>,
  handle: (ctx: Context | null, input: RouteInput<E>) => Promise<Unchanging<ResponseOf<E>> | JsonText | Reply>,
): Route {
  return { endpoint, policy: 'public', handle: handle as unknown as Route['handle'] };
}
