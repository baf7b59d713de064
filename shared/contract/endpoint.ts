import type { z } from 'zod';

/**
 * One operation of the HTTP API, declared once: the server implements it, the client calls it, OpenAPI describes it.
 * Paths are under `/api/v1` and name their parameters as `{id}`.
 */
export interface Endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  /** Dotted and unique, e.g. `pipelineReport.get`: the operation id in OpenAPI. */
  readonly name: string;
  readonly summary: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly response: R;
  /** The status of a success; 200 when absent. */
  readonly status?: 201 | 202 | 204;
  /**
   * What the server parses instead of `body` where the handler checks the rest itself (records: a workspace's own fields
   * are known to the engine only). Clients and OpenAPI go by `body`.
   */
  readonly bodyShape?: z.ZodType;
  /** Takes one file as multipart/form-data; the fields sent before it are the `body`. */
  readonly upload?: { readonly maxBytes: number };
  /** Answers a file instead of JSON. */
  readonly download?: boolean;
  /** Answers server-sent events for as long as the caller listens. */
  readonly events?: boolean;
  /** Takes or gives credentials: nothing of it is kept, so it can not be repeated by Idempotency-Key. */
  readonly secret?: boolean;
  /** May be reached by whoever must have a second factor and has none yet. */
  readonly beforeSecondFactor?: boolean;
  /** Error codes beyond those every endpoint may answer. */
  readonly errors?: readonly string[];
}

export function defineEndpoint<
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodType,
>(endpoint: Endpoint<P, Q, B, R>): Endpoint<P, Q, B, R> {
  return endpoint;
}

export type ParamsOf<E> = E extends Endpoint<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.output<P> : never;
export type QueryOf<E> = E extends Endpoint<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.output<Q> : never;
export type BodyOf<E> = E extends Endpoint<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.output<B> : never;
export type ResponseOf<E> = E extends Endpoint<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never;

/** What a caller may give: before parsing, so with defaults left out and lists or trees as values. */
export type ParamsInput<E> = E extends Endpoint<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.input<P> : never;
export type QueryInput<E> = E extends Endpoint<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.input<Q> : never;
export type BodyInput<E> = E extends Endpoint<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.input<B> : never;
