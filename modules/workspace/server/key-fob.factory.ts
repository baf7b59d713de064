import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { PasskeyAssertion, PasskeyAttestation } from '../../../shared/contract/passkey.ts';

/** What goes wrong, on purpose. */
export interface Faults {
  readonly origin?: string;
  /** Of the address the signature is for. */
  readonly host?: string;
  readonly challenge?: string;
  /** Whether the holder showed finger, face or PIN. */
  readonly verified?: boolean;
  /** As though it had been used so often. */
  readonly counter?: number;
  readonly signedBy?: KeyObject;
}

/** A security key in software, one passkey each: signs what a browser would have signed (WebAuthn level 2, ES256). */
export interface KeyFob {
  readonly id: string;
  readonly privateKey: KeyObject;
  make(options: AskedOptions, faults?: Faults): PasskeyAttestation;
  use(options: AskedOptions, faults?: Faults): PasskeyAssertion;
}

export interface AskedOptions {
  readonly challenge: string;
  readonly rp?: { readonly id: string };
  readonly rpId?: string;
  readonly allowCredentials?: readonly { readonly id: string }[];
}

export function newKeyFob(at: { readonly origin: string; readonly host: string }): KeyFob {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credential = randomBytes(32);
  const id = credential.toString('base64url');
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  let used = 0;
  const clientData = (type: string, { challenge }: AskedOptions, faults: Faults) =>
    Buffer.from(
      JSON.stringify({ type, challenge: faults.challenge ?? challenge, origin: faults.origin ?? at.origin }),
    ).toString('base64url');
  const head = (flags: number, { host = at.host, verified = true, counter }: Faults) => {
    const count = Buffer.alloc(4);
    used += 1;
    count.writeUInt32BE(counter ?? used);
    return Buffer.concat([sha256(host), Buffer.from([flags | 1 | (verified ? 4 : 0)]), count]);
  };
  return {
    ...{ id, privateKey },
    make(options, faults = {}) {
      const key = Buffer.concat([cose, base64url(x), Buffer.from([0x22, 0x58, 32]), base64url(y)]);
      const body = Buffer.concat([Buffer.alloc(16), Buffer.from([0, credential.length]), credential, key]);
      const data = Buffer.concat([head(0x40, faults), body]);
      return {
        ...{ id, clientData: clientData('webauthn.create', options, faults), transports: ['internal'] },
        attestation: Buffer.concat([unattested, Buffer.from([0x58, data.length]), data]).toString('base64url'),
      };
    },
    use(options, faults = {}) {
      const data = head(0, faults);
      const client = clientData('webauthn.get', options, faults);
      const signed = Buffer.concat([data, sha256(base64url(client))]);
      const signature = sign('sha256', signed, faults.signedBy ?? privateKey);
      return {
        ...{ id, clientData: client, authenticatorData: data.toString('base64url') },
        signature: signature.toString('base64url'),
      };
    },
  };
}

/** CBOR of {1: 2, 3: -7, -1: 1, -2: …: a key of two co-ordinates on P-256. */
const cose = Buffer.from([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]);
/** CBOR of {fmt: "none", attStmt: {}, authData: …. */
const unattested = Buffer.concat([
  ...[Buffer.from([0xa3, 0x63]), Buffer.from('fmt'), Buffer.from([0x64]), Buffer.from('none'), Buffer.from([0x67])],
  ...[Buffer.from('attStmt'), Buffer.from([0xa0, 0x68]), Buffer.from('authData')],
]);

const sha256 = (value: string | Buffer) => createHash('sha256').update(value).digest();
const base64url = (text: string) => Buffer.from(text, 'base64url');
