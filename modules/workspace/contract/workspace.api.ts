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
    account: z.strictObject({ id: z.string(), email: z.string(), name: z.string() }),
    workspace: workspaceAnswer,
    /** True where the workspace is the sandbox of another. */
    sandbox: z.boolean().optional(),
    member: z.strictObject({ id: z.string(), name: z.string() }),
    role: z.enum(roles),
  }),
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
});
