import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a writing request may come from where it comes: a browser's must come from a page of ours. What carries a key in
 * `Authorization` is no browser acting on a cookie, and what sends neither `Origin` nor `Sec-Fetch-Site` is no browser.
 */
export function isFromOwnPage(headers: IncomingHttpHeaders, publicOrigin: string, host: string): boolean {
  if (headers.authorization !== undefined && headers.cookie === undefined) return true;
  const { origin } = headers;
  if (origin === undefined) return isSameSiteFetch(headers['sec-fetch-site']);
  return origin === publicOrigin || hostOf(origin) === host;
}

function isSameSiteFetch(site: string | string[] | undefined): boolean {
  return site === undefined || site === 'same-origin' || site === 'none';
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
