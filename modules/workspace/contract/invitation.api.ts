import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { emailInput } from '../../../shared/contract/set-up.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';
import { languages, roles } from '../../../shared/nouns/metadata.ts';

const invitation = z.strictObject({
  id: z.string(),
  member: z.strictObject({ id: z.string(), name: z.string(), role: z.enum(roles) }),
  email: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  /** False once its seven days are over. */
  isOpen: z.boolean(),
});
export type Invitation = z.output<typeof invitation>;

const made = z.strictObject({
  invitation,
  /** To be handed over, where there is no mail server; shown this once. Null where a letter is on its way. */
  link: z.string().nullable(),
});
export type MadeInvitation = z.output<typeof made>;

const params = z.strictObject({ id: idInput });
const errors = ['memberHasAccount', 'memberInactive', 'outgoingSandbox', 'roleRequired', 'signInNeeded'];

export const listInvitations = defineEndpoint({
  name: 'invitations.list',
  summary: 'Invitations nobody has accepted yet, the newest first; for owners and managers',
  method: 'GET',
  path: '/invitations',
  response: z.strictObject({ items: z.array(invitation) }),
});

export const createInvitation = defineEndpoint({
  name: 'invitations.create',
  summary: 'Invites somebody by their address; managers invite sellers and viewers',
  method: 'POST',
  path: '/invitations',
  body: z.strictObject({
    email: emailInput,
    name: plainText(200).optional(),
    role: z.enum(roles).optional(),
    team: idInput.nullable().optional(),
    language: z.enum(languages).optional(),
  }),
  response: made,
  status: 201,
  secret: true,
  errors,
});

export const repeatInvitation = defineEndpoint({
  name: 'invitations.repeat',
  summary: 'Invites once more by a new link; the one before is good no longer',
  method: 'POST',
  path: '/invitations/{id}/repeat',
  params,
  response: made,
  secret: true,
  errors: ['notFound', ...errors],
});

export const revokeInvitation = defineEndpoint({
  name: 'invitations.revoke',
  summary: 'Takes an invitation back; the member stays, without an account',
  method: 'DELETE',
  path: '/invitations/{id}',
  params,
  response: z.strictObject({}),
  errors: ['notFound', 'roleRequired'],
});
