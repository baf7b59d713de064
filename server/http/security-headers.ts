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
    'permissions-policy': permissions,
    'cache-control': 'no-cache, private',
  };
}

/** Headers of the page's scripts, styles and pictures; a worker script lives under its own policy. */
export function assetHeaders(publicUrl: string): Headers {
  return { ...commonHeaders(publicUrl), 'content-security-policy': pagePolicy('') };
}

/** What the page asks of the device: nothing but the keys people sign in with. */
const permissions = [
  ...['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'hid', 'idle-detection', 'local-fonts'],
  ...['magnetometer', 'microphone', 'midi', 'payment', 'screen-wake-lock', 'serial', 'usb', 'xr-spatial-tracking'],
]
  .map((feature) => `${feature}=()`)
  .concat('publickey-credentials-create=(self)', 'publickey-credentials-get=(self)')
  .join(', ');

export function commonHeaders(publicUrl: string): Headers {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}

/**
 * Nothing is allowed that is not named. A script or style in the page needs the nonce; one in an attribute (`onclick=`, `style=`)
 * never runs: components set styles through the object model, which is no markup (docs/decisions/0050-privacy.md).
 */
function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self'${nonce}`,
    "script-src-attr 'none'",
    `style-src 'self'${nonce}`,
    "style-src-attr 'none'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
