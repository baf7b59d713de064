import ipaddr from 'ipaddr.js';
import type { Allowance } from './allowance.ts';

/** Addresses that look public and are doors of a cloud's own. */
const metadataServices: ReadonlySet<string> = new Set(['168.63.129.16']);
/** All of IPv6 that is given out to the public. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is one of the public internet: no loopback, private, link-local, carrier, documentation, multicast or
 * transition address, and no cloud's metadata service. An IPv4 address in the clothes of IPv6 counts as what it is.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast' || metadataServices.has(address.toString())) return false;
  return address.kind() === 'ipv4' || (address as ipaddr.IPv6).match(globalUnicast);
}

/** Whether the operator has opened the network an address lies in. */
export function isAllowedAddress(text: string, allowance: Allowance): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  return allowance.networks.some(
    ([network, bits]) => network.kind() === address.kind() && address.match(network as typeof address, bits),
  );
}

/**
 * By what somebody who asks is counted: an IPv6 client owns a whole /64, which counts as one; one of IPv4 has an address,
 * also where it comes as `::ffff:`.
 */
export function networkOf(text: string): string {
  if (!ipaddr.isValid(text)) return text;
  const address = ipaddr.process(text);
  if (!(address instanceof ipaddr.IPv6)) return address.toString();
  return address.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':');
}
