import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { assertion } from './passkey.ts';

/** By what somebody who is signed in already shows once more who they are. */
export const proofs = ['password', 'code', 'passkey'] as const;
export type ProofBy = (typeof proofs)[number];

const path = '/sessions/proof';

export const proveSession = defineEndpoint({
  name: 'sessions.prove',
  summary:
    'Shows once more who you are, by one of: your password, a code of the app or a recovery code, a passkey; what asks for it (403 `proofNeeded`) takes it for ten minutes',
  method: 'POST',
  path,
  body: z
    .strictObject({
      password: z.string().max(1000).optional(),
      code: z.string().max(50).optional(),
      passkey: assertion.optional(),
    })
    .refine((body) => proofs.filter((by) => body[by] !== undefined).length === 1, { path: ['password'] }),
  response: z.strictObject({}),
  secret: true,
  errors: ['signInNeeded', 'invalidPassword', 'passkeyRefused', 'tooManyRequests'],
});

export const askForProof = defineEndpoint({
  name: 'sessions.askForProof',
  summary: 'What the browser is to be asked to prove it by a passkey',
  method: 'POST',
  path: `${path}/passkey`,
  response: z.strictObject({ options: z.record(z.string(), z.unknown()) }),
  secret: true,
  errors: ['signInNeeded', 'unknownAddress'],
});
