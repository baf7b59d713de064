/** A cookie that says what this browser chose; where the page came protected no other host can set it. It opens nothing by itself. */
function nameOf(name: string): string {
  return window.location.protocol === 'https:' ? `__Host-${name}` : name;
}

/** What the browser chose; undefined for nothing. */
export function readChoice(name: string): string | undefined {
  const start = `${nameOf(name)}=`;
  const found = document.cookie.split('; ').find((one) => one.startsWith(start));
  return found?.slice(start.length) || undefined;
}

/** Until the browser is closed, or forgotten at once where nothing is chosen. */
export function writeChoice(name: string, value: string | undefined): void {
  const secure = window.location.protocol === 'https:' ? '; secure' : '';
  const end = value === undefined ? '; max-age=0' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet.
  document.cookie = `${nameOf(name)}=${value ?? ''}; path=/; samesite=lax${secure}${end}`;
}
