import { readFile, stat } from 'node:fs/promises';

/** Where the build leaves room for the nonce (Vite's `html.cspNonce`). */
const noncePlaceholder = '__CSP_NONCE__';

/** The web client's page, read again when a new build replaces it. */
export class PageTemplate {
  readonly #file: string;
  #parts: readonly string[] = [];
  #readAt = -1;

  constructor(file: string) {
    this.#file = file;
  }

  /** The page with this nonce on every script and style, and in `<meta property="csp-nonce">` for those made later. */
  async render(nonce: string): Promise<string> {
    const { mtimeMs } = await stat(this.#file);
    if (mtimeMs !== this.#readAt) {
      this.#parts = withPlaceholders(await readFile(this.#file, 'utf8')).split(noncePlaceholder);
      this.#readAt = mtimeMs;
    }
    return this.#parts.join(nonce);
  }
}

function withPlaceholders(html: string): string {
  const tagged = html.replace(/<(script|style|link)\b(?![^>]*\snonce=)/gi, `<$1 nonce="${noncePlaceholder}"`);
  if (/<meta[^>]+property="csp-nonce"/i.test(tagged)) return tagged;
  return tagged.replace(/<head>/i, `<head><meta property="csp-nonce" nonce="${noncePlaceholder}">`);
}
