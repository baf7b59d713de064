import { z } from 'zod';
import { languages } from '../nouns/metadata.ts';
import { defineEndpoint } from './endpoint.ts';
import { assertion } from './passkey.ts';
import { emailInput, passwordInput } from './set-up.ts';
import { plainText } from './text-schemas.ts';

/** What a link carries behind its `#`, where no server's log and no other site sees it. */
const token = z.string().max(200);

/** `POST /api/auth/second-factor` has to follow where `secondFactor` is true. */
const entered = z.strictObject({ secondFactor: z.boolean().optional() });

export const requestPasswordReset = defineEndpoint({
  name: 'passwordResets.request',
  summary:
    'Sends a link to choose a new password with to whoever has an account with this address; answers the same to any address',
  method: 'POST',
  path: '/password-resets',
  body: z.strictObject({ email: emailInput }),
  response: z.strictObject({}),
  status: 202,
  secret: true,
  errors: ['tooManyRequests'],
});

export const completePasswordReset = defineEndpoint({
  name: 'passwordResets.complete',
  summary: 'Sets a new password by a link that was sent, ends every session and signs in',
  method: 'POST',
  path: '/password-resets/complete',
  body: z.strictObject({ token, password: passwordInput }),
  response: entered,
  secret: true,
  errors: ['linkGone', 'passwordTooShort', 'passwordTooLong', 'passwordCommon', 'passwordTelling'],
});

export const lookAtInvitation = defineEndpoint({
  name: 'invitations.look',
  summary: 'What a link invites to',
  method: 'POST',
  path: '/invitations/look',
  body: z.strictObject({ token }),
  response: z.strictObject({
    workspace: z.string(),
    email: z.string(),
    name: z.string(),
    language: z.enum(languages),
  }),
  secret: true,
  errors: ['linkGone'],
});

export const acceptInvitation = defineEndpoint({
  name: 'invitations.accept',
  summary: 'Accepts an invitation: makes the account, or takes the password of the one there is, and signs in',
  method: 'POST',
  path: '/invitations/accept',
  body: z.strictObject({
    token,
    name: plainText(200).min(1),
    password: passwordInput,
    /** Of an account with a second factor: a code of the app, or a recovery code. */
    code: z.string().max(200).optional(),
    /** In the place of the code: a passkey of theirs, for `POST /api/auth/passkey/options`. */
    passkey: assertion.optional(),
    language: z.enum(languages).optional(),
  }),
  response: entered,
  status: 201,
  secret: true,
  errors: [
    'linkGone',
    'memberHasAccount',
    'invalidEmailOrPassword',
    'wrongCode',
    'passkeyRefused',
    'tooManyRequests',
    'passwordTooShort',
    'passwordTooLong',
    'passwordCommon',
    'passwordTelling',
  ],
});
