import type { Readable, Writable } from 'node:stream';
import type { Context } from '../context.ts';
import { createMcpServer } from './mcp-server.ts';

interface StdioSettings {
  readonly findContext: () => Promise<Context>;
  readonly input: Readable;
  /** Carries the protocol and nothing else. */
  readonly output: Writable;
  /** Hears what is our fault. */
  readonly onFailure: (error: unknown) => void;
}

/** Speaks the protocol of assistants over a pipe until it ends. */
export async function serveStdio({ findContext, input, output, onFailure }: StdioSettings): Promise<void> {
  const { StdioServerTransport } = await import('@modelcontextprotocol/sdk/server/stdio.js');
  const server = await createMcpServer(findContext, onFailure);
  const ended = new Promise<void>((resolve) => {
    server.onclose = resolve;
    // The transport does not hear of the other side's end by itself.
    for (const event of ['end', 'close']) input.once(event, () => resolve());
  });
  await server.connect(new StdioServerTransport(input, output));
  await ended;
  await server.close();
}
