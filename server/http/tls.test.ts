import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionOptions } from 'node:tls';
import { afterAll, expect, test } from 'vitest';
import { makeCertificate } from './certificate.factory.ts';
import { buildHttpServer } from './http-server.factory.ts';
import { tlsOf } from './tls.ts';

const folder = mkdtempSync(join(tmpdir(), 'rapport-tls-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
const put = (pair: ReturnType<typeof makeCertificate>) => {
  writeFileSync(files.cert, pair.cert);
  writeFileSync(files.key, pair.key);
  return pair.cert;
};

/** What a client that trusts this certificate is answered: the status, or why there is no connection. */
function ask(port: number, ca: string, options: ConnectionOptions = {}): Promise<number | string> {
  return new Promise((resolve) => {
    const asked = request(
      { ...options, port, ca, host: '127.0.0.1', servername: 'localhost', path: '/api/v1/nothing', agent: false },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    asked.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    asked.end();
  });
}

test('a certificate of one’s own is spoken with TLS 1.2 and 1.3 and strong ciphers alone, and renewed while it runs', async () => {
  const first = put(makeCertificate(1));
  const http = buildHttpServer({ tls: files });
  const address = await http.listen({ port: 0, host: '127.0.0.1' });
  try {
    expect(address).toMatch(/^https:/);
    const port = Number(new URL(address).port);
    expect(await ask(port, first)).toBe(404);
    expect(await ask(port, first, { maxVersion: 'TLSv1.2' })).toBe(404);
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    expect(await ask(port, first, old)).toEqual(expect.stringMatching(/SSL|TLS|ECONNRESET|EPROTO/));
    for (const ciphers of ['AES128-GCM-SHA256', 'ECDHE-ECDSA-AES128-SHA256', 'AES256-SHA'])
      expect(await ask(port, first, { maxVersion: 'TLSv1.2', ciphers })).toEqual(
        expect.stringMatching(/SSL|TLS|ECONNRESET|EPROTO/),
      );
    await expect(fetch(`http://127.0.0.1:${port}/api/v1/nothing`)).rejects.toThrow();
    expect(http.renewCertificate()).toBe(false);
    const second = put(makeCertificate(2));
    expect(http.renewCertificate()).toBe(true);
    expect([await ask(port, second), typeof (await ask(port, first))]).toEqual([404, 'string']);
    writeFileSync(files.key, makeCertificate(3).key);
    expect(() => http.renewCertificate()).toThrow('TLS_CERT and TLS_KEY do not do');
    expect(await ask(port, second)).toBe(404);
  } finally {
    await http.close();
  }
});

test('files that are not there, or do not belong together, are told at start', () => {
  put(makeCertificate(1));
  expect(() => tlsOf({ ...files, cert: join(folder, 'none.pem') })).toThrow('TLS_CERT: ENOENT');
  writeFileSync(files.key, 'no key');
  expect(() => tlsOf(files)).toThrow('TLS_CERT and TLS_KEY do not do');
});
