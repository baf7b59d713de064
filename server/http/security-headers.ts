/** A set of headers sent on every answer. */
export type Headers = Readonly<Record<string, string>>;

/** Headers of everything that is not a page: data is never a document, is never framed and never cached. */
export function dataHeaders(publicUrl: string): Headers {
  return {
    ...commonHeaders(publicUrl),
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cache-control': 'no-store',
  };
}

/** Headers of the page; scripts and styles in it run by its nonce only. */
export function pageHeaders(publicUrl: string, nonce: string): Headers {
  return {
    ...commonHeaders(publicUrl),
    'content-security-policy': pagePolicy(` 'nonce-${nonce}'`),
    'x-frame-options': 'DENY',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cache-control': 'no-cache, private',
  };
}

/** Headers of the page's scripts, styles and pictures; a worker script lives under its own policy. */
export function assetHeaders(publicUrl: string): Headers {
  return { ...commonHeaders(publicUrl), 'content-security-policy': pagePolicy('') };
}

function commonHeaders(publicUrl: string): Headers {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}

function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self'${nonce}`,
    `style-src 'self'${nonce}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
