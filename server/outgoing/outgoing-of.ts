import type { Context } from '../context.ts';
import { createOutgoingClient, type OutgoingClient } from './outgoing-client.ts';

/** How this context asks anybody outside: as the operator allows or, where nobody said, the public internet only. */
export function outgoingOf(ctx: Context): OutgoingClient {
  if (ctx.outgoing) return ctx.outgoing;
  strict ??= createOutgoingClient();
  return strict;
}

let strict: OutgoingClient | undefined;
