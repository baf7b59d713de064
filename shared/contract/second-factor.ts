import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';

/** Of an authenticator app, or a recovery code. */
const code = z.string().max(50);
const codes = z.strictObject({
  /** Each lets in once, in the place of the app's code; shown this once. */
  codes: z.array(z.string()),
});
const path = '/second-factor';
/** What somebody must reach who may reach nothing else before they have a second factor. */
const early = { beforeSecondFactor: true, secret: true } as const;
const errors = ['signInNeeded', 'secondFactorOff', 'proofNeeded', 'signInAgain', 'tooManyRequests'];

export const getSecondFactor = defineEndpoint({
  name: 'secondFactor.get',
  summary: 'What your sign-in takes besides the password',
  method: 'GET',
  path,
  response: z.strictObject({
    isOn: z.boolean(),
    since: z.string().nullable(),
    codesLeft: z.int(),
    /** Those you have; each is a second factor too. */
    passkeys: z.int(),
    /** Whoever comes in by a provider alone has none: where it is asked for, having signed in just now does. */
    hasPassword: z.boolean(),
    /** Your role must have one. */
    isRequired: z.boolean(),
  }),
  ...early,
  errors: ['signInNeeded'],
});
export type SecondFactor = z.output<typeof getSecondFactor.response>;

export const beginSecondFactor = defineEndpoint({
  name: 'secondFactor.begin',
  summary: 'Begins to set a second factor up: the key for an authenticator app, shown this once',
  method: 'POST',
  path,
  body: z.strictObject({ password: z.string().max(1000) }),
  response: z.strictObject({
    key: z.string(),
    /** `otpauth://…`, as the square code says it. */
    address: z.string(),
  }),
  ...early,
  errors: ['signInNeeded', 'signInAgain', 'proofNeeded', 'secondFactorOn', 'invalidPassword', 'tooManyRequests'],
});

export const confirmSecondFactor = defineEndpoint({
  name: 'secondFactor.confirm',
  summary: 'Switches it on by the first code of the app; ends your other sessions',
  method: 'POST',
  path: `${path}/confirm`,
  body: z.strictObject({ code }),
  response: codes,
  ...early,
  errors,
});

export const renewRecoveryCodes = defineEndpoint({
  name: 'secondFactor.renewCodes',
  summary: 'New recovery codes in the place of those there were',
  method: 'POST',
  path: `${path}/codes`,
  body: z.strictObject({ code }),
  response: codes,
  ...early,
  errors,
});

export const endSecondFactor = defineEndpoint({
  name: 'secondFactor.end',
  summary: 'Switches it off: the password is enough again; not where your role must have one',
  method: 'POST',
  path: `${path}/off`,
  body: z.strictObject({ code }),
  response: z.strictObject({}),
  ...early,
  errors: [...errors, 'secondFactorRequired'],
});
