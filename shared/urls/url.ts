import { isEmailAddress } from '../emails/email.ts';
import { parsePhone } from '../phones/phone.ts';

/**
 * An address as it is kept: `ararat.am` becomes `https://ararat.am`, `info@ararat.am` becomes `mailto:info@ararat.am`; null
 * for anything but a web page, a mailbox or a telephone, so that a link never runs a script.
 */
export function parseUrl(text: string): string | null {
  const trimmed = text.trim();
  const address = withScheme(isEmailAddress(trimmed) ? `mailto:${trimmed}` : trimmed);
  const [scheme = '', rest = ''] = splitScheme(address);
  if (scheme === 'mailto') return isEmailAddress(rest.split('?')[0] ?? '') && isOneWord(rest) ? address : null;
  if (scheme === 'tel') return parsePhone(rest) && /^[+\d][\d().\-\s]*$/.test(rest) ? address.replace(/\s/g, '') : null;
  return isWebAddress(address) ? address : null;
}

/** A web address may be written without its scheme, and a host with its port is no scheme. */
export function withScheme(address: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(address) && !/^[^/:]+:\d+(\/|$)/.test(address) ? address : `https://${address}`;
}

/** Only what a browser opens as a page. */
export function isWebAddress(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url !== null && /^https?:$/.test(url.protocol) && isOneWord(address) && url.hostname.includes('.');
}

function splitScheme(address: string): readonly string[] {
  const end = address.indexOf(':');
  return [address.slice(0, end).toLowerCase(), address.slice(end + 1)];
}

function isOneWord(text: string): boolean {
  return !/\s/.test(text);
}
