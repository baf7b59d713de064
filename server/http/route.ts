import type { z } from 'zod';
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ResponseOf } from '../../shared/contract/endpoint.ts';
import type { RoutePolicy } from '../access/policy.ts';
import type { Context } from '../context.ts';

/** Ready JSON text (built by PostgreSQL), sent as it is. */
export class JsonText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export interface RouteInput<E> {
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
}

/** An endpoint with its policy and what it does. There is no route without a policy: the type wants one. */
export interface Route {
  readonly endpoint: Endpoint;
  readonly policy: RoutePolicy;
  readonly handle: (ctx: Context, input: RouteInput<Endpoint>) => Promise<unknown>;
}

export function defineRoute<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
  E extends Endpoint<P, Q, B, R>,
>(
  endpoint: E & Endpoint<P, Q, B, R>,
  policy: RoutePolicy,
  handle: (ctx: Context, input: RouteInput<E>) => Promise<ResponseOf<E> | JsonText>,
): Route {
  return { endpoint, policy, handle: handle as Route['handle'] };
}
