import ipaddr from 'ipaddr.js';

/** What an operator opens to outgoing requests besides the public internet. */
export interface Allowance {
  readonly hosts: ReadonlySet<string>;
  readonly networks: readonly (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[];
}

export const noAllowance: Allowance = { hosts: new Set(), networks: [] };

/**
 * Reads host names, addresses and networks, comma separated: `hooks.office.example,10.20.0.0/16,127.0.0.1`. Null where one of
 * them is neither.
 */
export function readAllowance(text: string): Allowance | null {
  const hosts = new Set<string>();
  const networks: (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[] = [];
  for (const entry of text.split(',').map((part) => part.trim().toLowerCase())) {
    if (!entry) continue;
    const network = readNetwork(entry);
    if (network) networks.push(network);
    else if (/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(entry) && !/^[\d.]+$/.test(entry))
      hosts.add(entry);
    else return null;
  }
  return { hosts, networks };
}

/** An address or a network with its bits; null for what is neither. */
export function readNetwork(entry: string): readonly [ipaddr.IPv4 | ipaddr.IPv6, number] | null {
  if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry);
  if (!ipaddr.IPv4.isValidFourPartDecimal(entry) && !ipaddr.IPv6.isValid(entry)) return null;
  const address = ipaddr.parse(entry);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
