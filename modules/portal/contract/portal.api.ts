import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';

const inWorkspace = z.strictObject({ workspace: z.guid() });

const me = z.strictObject({
  workspace: z.string(),
  timeZone: z.string(),
  email: z.string(),
  name: z.string(),
  jobTitle: z.string().nullable(),
  company: z.string().nullable(),
  /** Sees what is their company’s as well. */
  wholeCompany: z.boolean(),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  address: z.string().nullable(),
  /** Who looks after them. */
  responsible: z.string().nullable(),
});
export type PortalMe = z.output<typeof me>;

export const getPortalMe = defineEndpoint({
  name: 'portal.me',
  summary: 'What the portal shows a client of themselves',
  method: 'GET',
  path: '/portal/{workspace}/me',
  params: inWorkspace,
  response: me,
});
