import { Agent, type Dispatcher, request as send } from 'undici';
import { noAllowance } from './allowance.ts';
import { createFindTexts, type FindTexts } from './dns-texts.ts';
import { createGuardedConnector, findAddresses, type Guard, systemLookup } from './guarded-connector.ts';
import { OutgoingError } from './outgoing-error.ts';
import { faultOf } from './outgoing-fault.ts';

export interface OutgoingRequest {
  readonly url: string;
  /** GET when absent. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Milliseconds for all of it, redirects and body included; 10,000 when absent. */
  readonly timeout?: number;
  /** Bytes of the answer's body that are read; 1 MiB when absent. */
  readonly maxBytes?: number;
  /** Leave the rest of a longer body unread instead of refusing it. */
  readonly cut?: boolean;
  /** How many redirects a GET follows; none when absent. The answer is then the redirect itself. */
  readonly redirects?: number;
  readonly signal?: AbortSignal;
}

export interface OutgoingAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** Where the answer came from in the end. */
  readonly url: string;
}

/** The one way by which the server asks anybody outside. */
export interface OutgoingClient {
  /** Throws OutgoingError; an answer of any status is an answer. */
  send(request: OutgoingRequest): Promise<OutgoingAnswer>;
  /** Throws OutgoingError when a request to this address would be refused as things are now. */
  check(url: string): Promise<void>;
  /** The addresses of a host that may be connected to at one of these ports, by another protocol than HTTP. Throws OutgoingError. */
  findAddresses(
    address: { readonly host: string; readonly port: number },
    ports: ReadonlySet<number>,
  ): Promise<readonly string[]>;
  /** What stands in the DNS; see `FindTexts`. */
  readonly findTexts: FindTexts;
  close(): Promise<void>;
}

const defaults = { timeout: 10_000, maxBytes: 1024 * 1024 } as const;
/** Goes to another origin with a redirect; whatever else was sent was meant for the first one. */
const harmless: ReadonlySet<string> = new Set(['accept', 'accept-language', 'user-agent']);

/** A client that goes to the public internet and to what the allowance names, and nowhere else. */
export function createOutgoingClient(
  settings: Partial<Guard> & { readonly nameServers?: readonly string[] } = {},
): OutgoingClient {
  const guard: Guard = { allowance: settings.allowance ?? noAllowance, lookup: settings.lookup ?? systemLookup };
  const agent = new Agent({
    connect: createGuardedConnector(guard),
    keepAliveTimeout: 4_000,
    connections: 8,
    pipelining: 1,
  });
  return {
    send: async (request) => {
      const deadline = AbortSignal.timeout(request.timeout ?? defaults.timeout);
      const signal = request.signal ? AbortSignal.any([deadline, request.signal]) : deadline;
      try {
        return await follow(agent, request, signal);
      } catch (error) {
        if (request.signal?.aborted) throw request.signal.reason;
        throw faultOf(error, deadline);
      }
    },
    check: async (url) => {
      const target = readAddress(url);
      await findAddresses(guard, target.hostname, portOf(target));
    },
    findAddresses: ({ host, port }, ports) => findAddresses(guard, host, port, ports),
    findTexts: createFindTexts(settings.nameServers),
    close: () => agent.close(),
  };
}

async function follow(agent: Agent, request: OutgoingRequest, signal: AbortSignal): Promise<OutgoingAnswer> {
  let target = readAddress(request.url);
  let headers = request.headers ?? {};
  for (let left = request.redirects ?? 0; ; left -= 1) {
    // A kept connection was checked when it was made; the port is looked at each time.
    const answer = await send(target, {
      ...{ dispatcher: agent, method: request.method ?? 'GET', headers, signal, body: request.body ?? null },
    });
    const next = request.redirects && (request.method ?? 'GET') === 'GET' ? redirectOf(answer, target) : null;
    if (!next) return { ...(await read(answer, request)), url: target.href };
    await answer.body.dump();
    if (left <= 0) throw new OutgoingError('outgoingTooManyRedirects');
    if (next.origin !== target.origin) headers = onlyHarmless(headers);
    target = next;
  }
}

function redirectOf({ statusCode, headers }: Dispatcher.ResponseData, from: URL): URL | null {
  if (![301, 302, 303, 307, 308].includes(statusCode) || typeof headers.location !== 'string') return null;
  if (!URL.canParse(headers.location, from)) throw new OutgoingError('outgoingAddress');
  return readAddress(new URL(headers.location, from).href);
}

async function read(answer: Dispatcher.ResponseData, { maxBytes = defaults.maxBytes, cut }: OutgoingRequest) {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maxBytes && !cut) throw new OutgoingError('outgoingTooLarge');
    if (bytes >= maxBytes) break;
  }
  return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks).subarray(0, maxBytes) };
}

function readAddress(url: string): URL {
  if (!URL.canParse(url)) throw new OutgoingError('outgoingAddress');
  const target = new URL(url);
  if (!/^https?:$/.test(target.protocol) || target.username || target.password)
    throw new OutgoingError('outgoingAddress');
  return target;
}

function portOf({ port, protocol }: URL): number {
  return Number(port || (protocol === 'https:' ? 443 : 80));
}

function onlyHarmless(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.has(name.toLowerCase())));
}
