import { lookup as resolve } from 'node:dns/promises';
import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import { isAllowedAddress, isPublicAddress } from './addresses.ts';
import type { Allowance } from './allowance.ts';
import { OutgoingError } from './outgoing-error.ts';

/** All addresses of a host. */
export type Lookup = (hostname: string) => Promise<readonly string[]>;

export interface Guard {
  readonly allowance: Allowance;
  readonly lookup: Lookup;
}

export const systemLookup: Lookup = async (hostname) =>
  (await resolve(hostname, { all: true, order: 'ipv4first' })).map(({ address }) => address);

/** The ports services for the public listen on; an allowed host may be asked at any. */
const publicPorts: ReadonlySet<number> = new Set([80, 443, 8080, 8443]);
/** Milliseconds one address may take to answer. */
const connectTimeout = 5_000;
const mostAddresses = 4;

/**
 * Connects to where the guard lets: the name is resolved once, every address of it is checked, and the connection goes to
 * an address that was checked, so that a name which answers otherwise the next time gains nothing.
 */
export function createGuardedConnector(guard: Guard): buildConnector.connector {
  const connect = buildConnector({ timeout: connectTimeout, maxCachedSessions: 100, minVersion: 'TLSv1.2' });
  return (options, callback) => {
    connectChecked(guard, connect, options).then(
      (socket) => callback(null, socket),
      (error: Error) => callback(error, null),
    );
  };
}

async function connectChecked(guard: Guard, connect: buildConnector.connector, options: buildConnector.Options) {
  const port = Number(options.port || (options.protocol === 'https:' ? 443 : 80));
  const hostname = bare(options.hostname);
  const servername = isIP(hostname) ? undefined : hostname;
  let failure: unknown;
  for (const address of await findAddresses(guard, hostname, port)) {
    try {
      return await connectTo(connect, { ...options, hostname: address, ...(servername ? { servername } : {}) });
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function connectTo(connect: buildConnector.connector, options: buildConnector.Options) {
  return new Promise<NonNullable<buildConnector.Options['httpSocket']>>((resolveSocket, reject) => {
    connect(options, (...[error, socket]) => (error ? reject(error) : resolveSocket(socket)));
  });
}

/** The addresses of a host that may be asked at this port. Throws OutgoingError. */
export async function findAddresses(
  guard: Guard,
  hostname: string,
  port: number,
  ports: ReadonlySet<number> = publicPorts,
): Promise<readonly string[]> {
  const name = bare(hostname);
  const addresses = isIP(name) ? [name] : await look(guard, name);
  if (guard.allowance.hosts.has(name)) return addresses.slice(0, mostAddresses);
  if (addresses.every((address) => isAllowedAddress(address, guard.allowance)))
    return addresses.slice(0, mostAddresses);
  if (!addresses.every(isPublicAddress)) throw new OutgoingError('outgoingForbidden');
  if (!ports.has(port)) throw new OutgoingError('outgoingPort');
  return addresses.slice(0, mostAddresses);
}

async function look({ lookup }: Guard, hostname: string): Promise<readonly string[]> {
  const addresses = await lookup(hostname).catch((error: unknown) => {
    throw new OutgoingError('outgoingUnknownHost', { cause: error });
  });
  if (addresses.length === 0) throw new OutgoingError('outgoingUnknownHost');
  return addresses;
}

/** A host without the brackets of IPv6 and the dot that ends a full name. */
function bare(hostname: string): string {
  return hostname
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
}
