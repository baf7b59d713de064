import type { Allowance } from './allowance.ts';
import { findAddresses, type Lookup, systemLookup } from './guarded-connector.ts';

/** The ports that mail is handed in at; a relay the operator names may have any. */
const mailPorts: ReadonlySet<number> = new Set([25, 465, 587, 2525]);
/** The ports that mail is fetched at. */
const mailboxPorts: ReadonlySet<number> = new Set([143, 993]);

export interface RelayAddress {
  readonly host: string;
  readonly port: number;
}

export interface RelayGuard {
  readonly allowance: Allowance;
  readonly lookup?: Lookup;
}

/**
 * The addresses of a mail server that may be connected to. The one the operator named in the environment may stand in our
 * own network; one that an owner of a workspace named may only where the allowance opens it. Throws OutgoingError.
 */
export function findRelay(
  { allowance, lookup = systemLookup }: RelayGuard,
  { host, port }: RelayAddress,
  namedByOperator: boolean,
): Promise<readonly string[]> {
  const hosts = namedByOperator ? new Set([...allowance.hosts, host.toLowerCase()]) : allowance.hosts;
  return findAddresses({ allowance: { ...allowance, hosts }, lookup }, host, port, mailPorts);
}

/** The addresses of a server with mailboxes that somebody of a workspace named, as `findRelay`. Throws OutgoingError. */
export function findMailboxServer(
  { allowance, lookup = systemLookup }: RelayGuard,
  { host, port }: RelayAddress,
): Promise<readonly string[]> {
  return findAddresses({ allowance, lookup }, host, port, mailboxPorts);
}
