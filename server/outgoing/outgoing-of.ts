import type { Context } from '../context.ts';
import { createOutgoingClient, type OutgoingClient } from './outgoing-client.ts';
import { OutgoingError } from './outgoing-error.ts';

/** How this context asks anybody outside: as the operator allows or, where nobody said, the public internet only. */
export function outgoingOf(ctx: Context): OutgoingClient {
  if (ctx.workspace.sandboxOf) return nobody;
  if (ctx.outgoing) return ctx.outgoing;
  strict ??= createOutgoingClient();
  return strict;
}

/** A sandbox is for trying things: nobody outside may take it for the real one. */
const nobody: OutgoingClient = {
  send: () => Promise.reject(new OutgoingError('outgoingSandbox')),
  check: () => Promise.reject(new OutgoingError('outgoingSandbox')),
  findAddresses: () => Promise.reject(new OutgoingError('outgoingSandbox')),
  findTexts: () => Promise.reject(new OutgoingError('outgoingSandbox')),
  close: async () => undefined,
};

let strict: OutgoingClient | undefined;
