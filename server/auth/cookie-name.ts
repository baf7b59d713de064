/** Whether cookies travel protected only: where browsers reach this installation by https. */
export function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith('https:');
}

/** A cookie's name: with the prefix by which browsers refuse one that another host, or an open connection, tries to set. */
export function cookieNameAt(publicUrl: string, name: string): string {
  return isSecure(publicUrl) ? `__Host-${name}` : name;
}

/** What a cookie that only the server reads is set with, besides its value; those with the prefix are of all paths. */
export function keptCookie(
  publicUrl: string,
  name: string,
  value: string,
  { seconds, sameSite }: { readonly seconds: number; readonly sameSite: 'Lax' | 'Strict' },
): string {
  const secure = isSecure(publicUrl) ? '; Secure' : '';
  return `${cookieNameAt(publicUrl, name)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=${sameSite}${secure}`;
}

/** The value of such a cookie among those a request brought; undefined where it is not there or of other letters than these. */
export function findKept(
  publicUrl: string,
  name: string,
  cookies: string | null | undefined,
  letters = '[\\w+/=-]+',
): string | undefined {
  const found = `(?:^|; )${cookieNameAt(publicUrl, name).replaceAll('.', '\\.')}=(${letters})(?:;|$)`;
  return new RegExp(found).exec(cookies ?? '')?.[1];
}
