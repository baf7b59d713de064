import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../shared/errors.ts';
import { buildHttpServer } from './http-server.factory.ts';
import type { HttpServer } from './http-server.ts';

const page =
  '<!doctype html><html><head><title>Rapport</title></head><body><script type="module" src="/assets/app-B4f91xQz.js"></script></body></html>';
const script = 'console.log("Rapport")';
let root = '';
let http: HttpServer;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'rapport-web-'));
  await mkdir(join(root, 'assets'));
  await writeFile(join(root, 'index.html'), page);
  await writeFile(join(root, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(root, '.env'), 'SECRET=1');
  await writeFile(join(root, 'assets/app-B4f91xQz.js'), script);
  await writeFile(join(root, 'assets/app-B4f91xQz.js.br'), brotliCompressSync(script));
  http = buildHttpServer({ webRoot: root, publicUrl: 'https://crm.ararat.am' });
});
afterAll(() => rm(root, { recursive: true }));

describe('the page', () => {
  it.each([
    '/',
    '/index.html',
    '/deals/0190b6f0-0000-7000-8000-0000000000d1?tab=notes',
    '/reports',
    '/api/docs?of=deals',
  ])('is what %s shows', async (url) => {
    const answer = await http.inject(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-cache, private');
    expect(answer.body).toContain('<title>Rapport</title>');
  });

  it('runs only what carries its nonce, which is never the same', async () => {
    const [first, second] = [await http.inject('/'), await http.inject('/')];
    const nonceOf = (policy: unknown) => /script-src 'self' 'nonce-([\w-]{22})'/.exec(String(policy))?.[1] ?? 'none';
    const policy = String(first.headers['content-security-policy']);
    const nonce = nonceOf(policy);
    expect(first.body).toContain(`<script nonce="${nonce}" type="module"`);
    expect(first.body).toContain(`<meta property="csp-nonce" nonce="${nonce}">`);
    expect(nonceOf(second.headers['content-security-policy'])).not.toBe(nonce);
    expect(policy).not.toContain('unsafe');
    expect(policy.split('; ').sort()).toEqual(
      [
        ...["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-src 'none'", "frame-ancestors 'none'"],
        ...["script-src-attr 'none'", "style-src-attr 'none'", `script-src 'self' 'nonce-${nonce}'`],
        ...[`style-src 'self' 'nonce-${nonce}'`, "img-src 'self' data: blob:", "font-src 'self'", "connect-src 'self'"],
        ...["worker-src 'self'", "manifest-src 'self'", "form-action 'self'", "media-src 'self'"],
      ].sort(),
    );
  });

  it('has what a browser is told besides the policy', async () => {
    const { headers } = await http.inject('/');
    expect(headers).toMatchObject({
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'permissions-policy': expect.stringMatching(/camera=\(\).*geolocation=\(\).*microphone=\(\)/),
    });
    const plain = await buildHttpServer({ webRoot: root, publicUrl: 'http://crm.local' }).inject('/');
    expect(plain.headers['strict-transport-security']).toBeUndefined();
  });

  it('keeps the places the build left for the nonce', async () => {
    const built = await mkdtemp(join(tmpdir(), 'rapport-web-'));
    const tags =
      '<head><meta property="csp-nonce" nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__" src="/a.js"></script></head>';
    await writeFile(join(built, 'index.html'), tags);
    const { body, headers } = await buildHttpServer({ webRoot: built }).inject('/');
    const [, nonce] = /nonce-([\w-]+)/.exec(String(headers['content-security-policy'])) ?? [];
    expect(body).toBe(tags.replaceAll('__CSP_NONCE__', String(nonce)));
    await writeFile(join(built, 'index.html'), '<head>new build</head>');
    await utimes(join(built, 'index.html'), new Date(), new Date(Date.now() + 5000));
    expect((await buildHttpServer({ webRoot: built }).inject('/')).body).toContain('new build');
    await rm(built, { recursive: true });
  });
});

describe('a file of the web client', () => {
  it('named by its content is kept for ever', async () => {
    const answer = await http.inject('/assets/app-B4f91xQz.js');
    expect([answer.statusCode, answer.body]).toEqual([200, script]);
    expect(answer.headers['content-type']).toMatch(/^text\/javascript|^application\/javascript/);
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it('comes compressed to those who can read it', async () => {
    const answer = await http.inject({ url: '/assets/app-B4f91xQz.js', headers: { 'accept-encoding': 'br, gzip' } });
    expect(answer.headers['content-encoding']).toBe('br');
    expect(answer.headers['content-type']).toMatch(/javascript/);
    expect(answer.headers['cache-control']).toContain('immutable');
    expect(brotliDecompressSync(answer.rawPayload).toString()).toBe(script);
  });

  it('of a fixed name is asked for again', async () => {
    const answer = await http.inject('/favicon.svg');
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-cache']);
    expect(answer.headers['content-security-policy']).toContain(
      "default-src 'none'; script-src 'self'; script-src-attr 'none'",
    );
  });

  it.each(['/assets/gone-00000000.js', '/.env', '/..%2f..%2fetc/passwd.txt', '/%2e%2e/package.json', '/logo.png'])(
    'that is missing or none of theirs is not found: %s',
    async (url) => {
      const answer = await http.inject(url);
      expect([answer.statusCode, answer.json<Problem>().code]).toEqual([404, 'routeNotFound']);
    },
  );
});

it('the API never answers with the page', async () => {
  for (const url of ['/api', '/api/v1/nothing', '/api/nothing']) {
    const answer = await http.inject(url);
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([404, 'routeNotFound']);
  }
  expect((await http.inject({ method: 'POST', url: '/deals' })).statusCode).toBe(404);
});
