import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { recordSchema } from '../../../shared/contract/field-schemas.ts';
import { emailInput, passwordInput } from '../../../shared/contract/set-up.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';
import { roles } from '../../../shared/nouns/metadata.ts';
import { member } from './member.object.ts';

const params = z.strictObject({ id: idInput });

export const getMemberAccount = defineEndpoint({
  name: 'members.getAccount',
  summary: 'The account a member signs in with; null for a member without one',
  method: 'GET',
  path: '/members/{id}/account',
  params,
  response: z.strictObject({
    account: z
      .strictObject({
        email: z.string(),
        /** Whether signing in takes a code besides the password. */
        secondFactor: z.boolean(),
      })
      .nullable(),
  }),
  errors: ['notFound'],
});

export const giveMemberAccount = defineEndpoint({
  name: 'members.giveAccount',
  summary: 'Gives a member an account to sign in with',
  method: 'POST',
  path: '/members/{id}/account',
  params,
  body: z.strictObject({ email: emailInput, password: passwordInput, role: z.enum(roles).optional() }),
  response: recordSchema(member),
  status: 201,
  secret: true,
  errors: [
    'notFound',
    'memberHasAccount',
    'memberInactive',
    'memberIsService',
    'passwordTooShort',
    'passwordTooLong',
    'passwordCommon',
    'passwordTelling',
    'notInSandbox',
    'signInNeeded',
  ],
});

export const seeAsMember = defineEndpoint({
  name: 'members.seeAs',
  summary:
    'Write down that an owner goes on to see the workspace as a member does, by the cookie `rapport.seeing` (`__Host-rapport.seeing` over https)',
  method: 'POST',
  path: '/members/{id}/see-as',
  params,
  response: z.strictObject({}),
  errors: ['notFound', 'memberInactive', 'memberIsService', 'signInNeeded'],
});

export const deactivateMember = defineEndpoint({
  name: 'members.deactivate',
  summary: 'Shuts a member out: sessions and API keys end at once, the records stay theirs',
  method: 'POST',
  path: '/members/{id}/deactivate',
  params,
  response: recordSchema(member),
  errors: ['notFound', 'lastOwner'],
});

export const resetMemberSecondFactor = defineEndpoint({
  name: 'members.resetSecondFactor',
  summary: 'Takes a member’s second factor away, for one whose phone is gone, and ends their sessions; for owners',
  method: 'POST',
  path: '/members/{id}/second-factor/reset',
  params,
  response: z.strictObject({}),
  errors: ['notFound', 'secondFactorOff', 'ownSecondFactor', 'accountElsewhere', 'signInNeeded', 'notInSandbox'],
});
