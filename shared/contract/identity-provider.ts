import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { plainText } from './text-schemas.ts';

const domain = z
  .string()
  .max(253)
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);

/** As others sign in with who they are known to (OpenID Connect). */
const provider = z.strictObject({
  /** On the button of the sign-in page. */
  label: plainText(60).min(1),
  /** As the provider names itself: what its `/.well-known/openid-configuration` is found below. */
  issuer: z.url().max(500),
  clientId: plainText(300).min(1),
  /** Whose addresses it speaks for, once they are proved to be the company's; nobody else is let in by it. */
  domains: z.array(domain).min(1).max(50),
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
/** Whether one of the domains is known to be the company's own, and what its DNS has to say for that. */
const proof = z.strictObject({
  domain,
  /** The name of a TXT record, and its text. */
  record: z.string(),
  value: z.string(),
  /** How it is known; null while nobody is let in by the domain. */
  by: z.enum(['dns', 'operator']).nullable(),
  /** When it was last looked for. */
  checkedAt: z.string().nullable(),
  /** Since when it is not found any more; three days later it counts no longer. */
  missingSince: z.string().nullable(),
});
export type DomainProof = z.output<typeof proof>;

const answer = z.strictObject({
  provider: provider.nullable(),
  /** Of each of its domains. */
  proofs: z.array(proof),
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

export const proveProviderDomain = defineEndpoint({
  name: 'identityProvider.prove',
  summary: 'Looks in the DNS of a domain of the provider whether it is yours: until it is, nobody comes in by it',
  method: 'POST',
  path: `${path}/proofs`,
  body: z.strictObject({ domain }),
  response: answer,
  secret: true,
  errors: ['signInNeeded', 'notInSandbox', 'notFound', 'domainElsewhere'],
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
