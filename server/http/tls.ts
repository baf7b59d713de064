import { readFileSync } from 'node:fs';
import type { Server, ServerOptions } from 'node:https';
import { createSecureContext } from 'node:tls';
import { exitCodes, OperatorError } from '../config/operator-error.ts';

/** Where a certificate (with those that lead up to its authority) and its key lie, as PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** TLS as it is spoken here: 1.2 and 1.3, with keys of each connection alone and ciphers that vouch for what they carry, ours first. */
const spoken = {
  minVersion: 'TLSv1.2',
  honorCipherOrder: true,
  ciphers: [
    ...['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256'],
    ...['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384'],
    ...['ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'],
    ...['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'],
  ].join(':'),
} as const satisfies ServerOptions;

/** What a server listens with. Throws OperatorError where the files can not be read or do not belong together. */
export function tlsOf(files: TlsFiles): ServerOptions {
  const pair = readPair(files);
  try {
    createSecureContext({ ...spoken, ...pair });
  } catch (error) {
    throw new OperatorError(exitCodes.configuration, `TLS_CERT and TLS_KEY do not do: ${(error as Error).message}.`);
  }
  return { ...spoken, ...pair };
}

/**
 * Takes up a certificate that was put in the place of the one in use, for connections from then on; false where it is the same. Throws where the
 * new one does not do: the one in use stays.
 */
export function renewTls(server: Pick<Server, 'setSecureContext'>, files: TlsFiles, inUse: ServerOptions): boolean {
  const found = tlsOf(files);
  if (String(found.cert) === String(inUse.cert) && String(found.key) === String(inUse.key)) return false;
  server.setSecureContext(found);
  return true;
}

function readPair({ cert, key }: TlsFiles): { readonly cert: Buffer; readonly key: Buffer } {
  return { cert: readPem('TLS_CERT', cert), key: readPem('TLS_KEY', key) };
}

function readPem(name: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new OperatorError(exitCodes.configuration, `${name}: ${(error as Error).message}.`);
  }
}
