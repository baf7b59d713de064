import { generateKeyPairSync, sign } from 'node:crypto';

/** A certificate of a key of its own for `localhost`, signed by itself (X.509 in DER, ECDSA over P-256), as PEM. */
export function makeCertificate(serial: number): { readonly cert: string; readonly key: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = der(0x30, der(0x31, der(0x30, oid('550403'), der(0x0c, 'localhost'))));
  const body = der(
    ...([0x30, der(0xa0, der(0x02, Buffer.from([2]))), der(0x02, Buffer.from([serial])), algorithm, name] as const),
    der(0x30, der(0x17, '200101000000Z'), der(0x17, '491231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, der(0x30, oid('551d11'), der(0x04, der(0x30, der(0x82, 'localhost')))))),
  );
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]));
  const text = der(0x30, body, algorithm, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** One thing of DER: its tag, how long it is, what is in it. */
function der(tag: number, ...parts: readonly (string | Buffer)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const { length } = content;
  const long = length > 255 ? [0x82, length >> 8, length & 255] : length > 127 ? [0x81, length] : [length];
  return Buffer.concat([Buffer.from([tag, ...long]), content]);
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

/** ECDSA with SHA-256. */
const algorithm = der(0x30, oid('2a8648ce3d040302'));
