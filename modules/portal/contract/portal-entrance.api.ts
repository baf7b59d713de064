import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { emailInput, passwordInput } from '../../../shared/contract/set-up.ts';
import { languages } from '../../../shared/nouns/metadata.ts';

const inWorkspace = z.strictObject({ workspace: z.guid() });
const done = z.strictObject({});

const portal = z.strictObject({ name: z.string(), language: z.enum(languages) });
export type Portal = z.output<typeof portal>;

export const lookAtPortal = defineEndpoint({
  name: 'portal.look',
  summary: 'Whose portal it is, and in which language its workspace speaks; for whoever opens its page',
  method: 'GET',
  path: '/portal/{workspace}',
  params: inWorkspace,
  response: portal,
  errors: ['notFound'],
});

export const signInToPortal = defineEndpoint({
  name: 'portal.signIn',
  summary: 'Signs a client in; the session is a cookie of its own, good for the portal of this workspace alone',
  method: 'POST',
  path: '/portal/{workspace}/sign-in',
  params: inWorkspace,
  body: z.strictObject({ email: emailInput, password: passwordInput }),
  response: done,
  secret: true,
  errors: ['notFound', 'invalidEmailOrPassword', 'tooManyRequests'],
});

export const enterPortal = defineEndpoint({
  name: 'portal.enter',
  summary: 'Sets a password by the link of an invitation or of a letter, ends every session of before and signs in',
  method: 'POST',
  path: '/portal/{workspace}/password',
  params: inWorkspace,
  body: z.strictObject({ token: z.string().max(200), password: passwordInput, language: z.enum(languages).optional() }),
  response: done,
  secret: true,
  errors: ['notFound', 'linkGone', 'passwordTooShort', 'passwordTooLong', 'passwordCommon', 'passwordTelling'],
});

export const forgetPortalPassword = defineEndpoint({
  name: 'portal.forgot',
  summary: 'Sends a link to choose a new password with; answers the same to any address',
  method: 'POST',
  path: '/portal/{workspace}/forgotten',
  params: inWorkspace,
  body: z.strictObject({ email: emailInput }),
  response: done,
  status: 202,
  secret: true,
  errors: ['notFound', 'tooManyRequests'],
});

export const leavePortal = defineEndpoint({
  name: 'portal.signOut',
  summary: 'Ends the client’s session',
  method: 'POST',
  path: '/portal/{workspace}/sign-out',
  params: inWorkspace,
  response: done,
  secret: true,
});

export const changePortalPassword = defineEndpoint({
  name: 'portal.changePassword',
  summary:
    'Gives the client who is signed in another password, for the one they have, and ends all their other sessions',
  method: 'PUT',
  path: '/portal/{workspace}/password',
  params: inWorkspace,
  body: z.strictObject({ current: z.string().max(1000), password: passwordInput }),
  response: done,
  secret: true,
  errors: [
    ...['invalidPassword', 'tooManyRequests', 'passwordTooShort'],
    ...['passwordTooLong', 'passwordCommon', 'passwordTelling'],
  ],
});
