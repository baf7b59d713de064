import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { emailInput } from '../../../shared/contract/set-up.ts';

const account = z.strictObject({
  id: z.guid(),
  email: z.string(),
  /** Invited and not there yet, invited by a link that is too old, or with a password of their own. */
  state: z.enum(['invited', 'lapsed', 'open']),
  /** Sees what is their company's, not their own alone. */
  wholeCompany: z.boolean(),
  invitedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
});
export type PortalAccount = z.output<typeof account>;

const ofPerson = z.strictObject({ id: z.guid() });

export const listPortalAccounts = defineEndpoint({
  name: 'portalAccounts.list',
  summary: 'By which addresses a person may sign in to the portal; those of people merged with them are among them',
  method: 'GET',
  path: '/people/{id}/portal-accounts',
  params: ofPerson,
  response: z.strictObject({ items: z.array(account), mayChange: z.boolean() }),
  errors: ['notFound', 'fieldsHidden'],
});

export const inviteToPortal = defineEndpoint({
  name: 'portalAccounts.invite',
  summary:
    'Invites a person to the portal at one of their addresses, or once more by a new link; the link is answered where there is no mail server',
  method: 'POST',
  path: '/people/{id}/portal-accounts',
  params: ofPerson,
  body: z.strictObject({ email: emailInput, wholeCompany: z.boolean().default(false) }),
  response: z.strictObject({ account, link: z.string().nullable() }),
  status: 201,
  secret: true,
  errors: ['notFound', 'forbidden', 'fieldsHidden', 'notTheirAddress', 'portalAddressTaken', 'outgoingSandbox'],
});

export const changePortalAccount = defineEndpoint({
  name: 'portalAccounts.change',
  summary: 'Says whether somebody sees what is their company’s in the portal',
  method: 'PATCH',
  path: '/portal-accounts/{id}',
  params: ofPerson,
  body: z.strictObject({ wholeCompany: z.boolean() }),
  response: z.strictObject({}),
  errors: ['notFound', 'forbidden'],
});

export const endPortalAccount = defineEndpoint({
  name: 'portalAccounts.end',
  summary: 'Ends somebody’s access to the portal at once, with every session of theirs',
  method: 'DELETE',
  path: '/portal-accounts/{id}',
  params: ofPerson,
  response: z.strictObject({}),
  errors: ['notFound', 'forbidden'],
});
