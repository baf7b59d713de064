import { Readable } from 'node:stream';
import { JsonText, Reply, type ReplyHeaders } from './route.ts';

/** What goes over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: ReplyHeaders;
  readonly body: string | Readable | null;
}

/** A route's result as an answer: JSON text as it is, everything else printed. */
export function toAnswer(result: unknown, status: number): Answer {
  if (result instanceof JsonText) return { status, headers: noHeaders, body: result.text };
  if (!(result instanceof Reply)) return { status, headers: noHeaders, body: print(result, status) };
  const own = result.status ?? status;
  if (result.body instanceof JsonText) return { status: own, headers: result.headers, body: result.body.text };
  if (result.body instanceof Readable) return { status: own, headers: result.headers, body: result.body };
  return { status: own, headers: result.headers, body: print(result.body, own) };
}

const noHeaders: ReplyHeaders = {};

function print(body: unknown, status: number): string | null {
  return status === 204 || status === 304 ? null : JSON.stringify(body ?? null);
}
