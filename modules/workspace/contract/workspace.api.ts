import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { workspaceInput } from '../../../shared/contract/set-up.ts';
import { languages, roles } from '../../../shared/nouns/metadata.ts';

const workspaceAnswer = z.strictObject({
  id: z.string(),
  name: z.string(),
  language: z.enum(languages),
  currency: z.string(),
  timeZone: z.string(),
});

export const getSession = defineEndpoint({
  name: 'session.get',
  summary: 'Who is signed in',
  method: 'GET',
  path: '/session',
  response: z.strictObject({
    /** Null for a service. */
    account: z.strictObject({ id: z.string(), email: z.string(), name: z.string() }).nullable(),
    workspace: workspaceAnswer,
    /** True where the workspace is the sandbox of another. */
    sandbox: z.boolean().optional(),
    member: z.strictObject({ id: z.string(), name: z.string() }),
    /** For `GET /stream`: tells what changes after this answer. */
    cursor: z.string(),
    /** True where an owner sees the workspace as that member does. */
    seeing: z.boolean().optional(),
    role: z.enum(roles),
    /** True where nobody else is an active member. */
    alone: z.boolean().optional(),
    /** True where the role must have a second factor and there is none: nothing else is answered before there is. */
    secondFactorNeeded: z.boolean().optional(),
  }),
  beforeSecondFactor: true,
});

export const updateWorkspaceSettings = defineEndpoint({
  name: 'workspace.update',
  summary: 'Changes the settings of the workspace',
  method: 'PATCH',
  path: '/workspace',
  body: z.strictObject(workspaceInput).partial(),
  response: workspaceAnswer,
});

export const chooseLanguage = defineEndpoint({
  name: 'session.chooseLanguage',
  summary: 'Chooses the language in which letters are written to you',
  method: 'PUT',
  path: '/session/language',
  body: z.strictObject({ language: z.enum(languages) }),
  response: z.strictObject({}),
  beforeSecondFactor: true,
});

/** Standard roles by name, roles of the workspace’s own by id. */
const secondFactorRoles = z.strictObject({ roles: z.array(z.string().max(36)).max(200) });

export const getSecondFactorRoles = defineEndpoint({
  name: 'secondFactorRoles.get',
  summary: 'The roles whose members must have a second factor; for owners',
  method: 'GET',
  path: '/second-factor-roles',
  response: secondFactorRoles,
});

export const setSecondFactorRoles = defineEndpoint({
  name: 'secondFactorRoles.set',
  summary:
    'Chooses the roles whose members must have a second factor: who has none gets to its set-up and to nothing else',
  method: 'PUT',
  path: '/second-factor-roles',
  body: secondFactorRoles,
  response: secondFactorRoles,
  errors: ['signInNeeded', 'notInSandbox'],
});
