import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { plainText } from './text-schemas.ts';

const bytes = (maximum: number) =>
  z
    .string()
    .max(maximum)
    .regex(/^[A-Za-z0-9_-]+$/);

/** What a browser answers when a passkey is made, as base64url. */
const attestation = z.strictObject({
  id: bytes(1400),
  clientData: bytes(4000),
  attestation: bytes(40_000),
  transports: z.array(z.string().max(30)).max(10),
});
export type PasskeyAttestation = z.output<typeof attestation>;

/** What a browser answers when a passkey is used, as base64url. */
export const assertion = z.strictObject({
  id: bytes(1400),
  clientData: bytes(4000),
  authenticatorData: bytes(4000),
  signature: bytes(4000),
});
export type PasskeyAssertion = z.output<typeof assertion>;

const name = plainText(100).min(1);
const passkey = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
});
export type Passkey = z.output<typeof passkey>;

const path = '/passkeys';
const early = { beforeSecondFactor: true, secret: true } as const;
/** As `navigator.credentials` takes them, in their JSON form. */
const options = z.strictObject({ options: z.record(z.string(), z.unknown()) });

export const listPasskeys = defineEndpoint({
  name: 'passkeys.list',
  summary: 'What you sign in with instead of a password, or besides it',
  method: 'GET',
  path,
  response: z.strictObject({ items: z.array(passkey) }),
  ...early,
  errors: ['signInNeeded'],
});

export const beginPasskey = defineEndpoint({
  name: 'passkeys.begin',
  summary: 'Begins to make a passkey: what the browser is to be asked',
  method: 'POST',
  path: `${path}/options`,
  body: z.strictObject({ password: z.string().max(1000) }),
  response: options,
  ...early,
  errors: [
    'signInNeeded',
    'signInAgain',
    'proofNeeded',
    'invalidPassword',
    'tooManyPasskeys',
    'unknownAddress',
    'tooManyRequests',
  ],
});

export const addPasskey = defineEndpoint({
  name: 'passkeys.add',
  summary:
    'Keeps a passkey that the browser has made; the first factor of an account ends its other sessions and its keys',
  method: 'POST',
  path,
  body: z.strictObject({ name, credential: attestation }),
  response: z.strictObject({
    passkey,
    /** New recovery codes, where there were none left; shown this once. */
    codes: z.array(z.string()).nullable(),
  }),
  status: 201,
  ...early,
  errors: ['signInNeeded', 'passkeyRefused', 'tooManyPasskeys'],
});

export const renamePasskey = defineEndpoint({
  name: 'passkeys.rename',
  summary: 'Gives a passkey another name',
  method: 'PATCH',
  path: `${path}/{id}`,
  params: z.strictObject({ id: z.uuid() }),
  body: z.strictObject({ name }),
  response: passkey,
  ...early,
  errors: ['signInNeeded'],
});

export const removePasskey = defineEndpoint({
  name: 'passkeys.remove',
  summary: 'Takes a passkey away, for the password or a code; not the last factor of who must have one',
  method: 'POST',
  path: `${path}/{id}/remove`,
  params: z.strictObject({ id: z.uuid() }),
  body: z
    .strictObject({ password: z.string().max(1000).optional(), code: z.string().max(50).optional() })
    .refine(({ password, code }) => (password === undefined) !== (code === undefined), { path: ['password'] }),
  response: z.strictObject({}),
  ...early,
  errors: ['signInNeeded', 'signInAgain', 'proofNeeded', 'invalidPassword', 'secondFactorRequired', 'tooManyRequests'],
});
