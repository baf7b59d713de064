import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { plainText } from './text-schemas.ts';

/** As others sign in with who they are known to (OpenID Connect). */
const provider = z.strictObject({
  /** On the button of the sign-in page. */
  label: plainText(60).min(1),
  /** As the provider names itself: what its `/.well-known/openid-configuration` is found below. */
  issuer: z.url().max(500),
  clientId: plainText(300).min(1),
  /** Whose addresses it speaks for; nobody else is let in by it. */
  domains: z
    .array(
      z
        .string()
        .max(253)
        .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
    )
    .min(1)
    .max(50),
  /** Whether somebody who is no member yet becomes one, with this role, by signing in. */
  makesMembers: z.boolean(),
  role: z.enum(['manager', 'seller', 'viewer']),
  /** Whether all but owners sign in by it and by nothing else. */
  isRequired: z.boolean(),
  /** What the provider calls a sign-in (`amr` or `acr`) that took a second factor: none is asked for after it. */
  strongMethods: z.array(plainText(100).min(1)).max(20),
});
export type IdentityProvider = z.output<typeof provider>;

const path = '/identity-provider';
const answer = z.strictObject({
  provider: provider.nullable(),
  /** Where the provider has to send people back to. */
  redirectUri: z.string(),
});
export type IdentityProviderAnswer = z.output<typeof answer>;

export const getIdentityProvider = defineEndpoint({
  name: 'identityProvider.get',
  summary: 'By whom members may sign in (OpenID Connect); for owners',
  method: 'GET',
  path,
  response: answer,
});

export const setIdentityProvider = defineEndpoint({
  name: 'identityProvider.set',
  summary: 'Names the provider members may sign in by; it is asked at once who it is',
  method: 'PUT',
  path,
  /** Without a secret the one there is stays. */
  body: provider.extend({ secret: z.string().min(1).max(1000).optional() }),
  response: answer,
  secret: true,
  errors: ['signInNeeded', 'notInSandbox'],
});

export const removeIdentityProvider = defineEndpoint({
  name: 'identityProvider.remove',
  summary: 'Lets nobody in by the provider any more; sessions begun by it end',
  method: 'DELETE',
  path,
  response: z.strictObject({}),
  secret: true,
  errors: ['signInNeeded'],
});
