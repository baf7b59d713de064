import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';
import { roles } from '../../../shared/nouns/metadata.ts';
import { apiKey, apiKeyWish } from './api-key.api.ts';

/** What a service may be: never an owner. */
export const serviceRoles = ['manager', 'seller', 'viewer'] as const;

const named = z.strictObject({ id: z.string(), name: z.string() });

const workspaceKey = apiKey.extend({
  /** As whom it acts. */
  holder: named.extend({
    /** It is a service, and not a person. */
    service: z.boolean(),
    role: z.enum(roles),
    /** The role of the workspace’s own, by its name. */
    accessRole: z.string().nullable(),
  }),
  /** Who made it; null where that is not known. */
  madeBy: named.nullable(),
  /** The address it was last used from. */
  lastUsedFrom: z.string().nullable(),
});

/** What is said of a new key of a service. */
export const serviceKeyWish = apiKeyWish.extend({
  /** A service there is, for a further key; null for a new one, which bears the name of the key. */
  service: idInput.nullable().default(null),
  /** Of a new service. */
  role: z.enum(serviceRoles).default('viewer'),
  /** A role of the workspace’s own for a new service; it brings the standard role it is based on. */
  accessRole: idInput.nullable().default(null),
});

export const listWorkspaceKeys = defineEndpoint({
  name: 'workspaceKeys.list',
  summary: 'All API keys of the workspace, of people and of services; for owners',
  method: 'GET',
  path: '/workspace-keys',
  response: z.strictObject({ items: z.array(workspaceKey) }),
});

export const createServiceKey = defineEndpoint({
  name: 'serviceKeys.create',
  summary:
    'Makes an API key that belongs to the workspace and acts as a service; the key itself is answered this once; for owners',
  method: 'POST',
  path: '/service-keys',
  body: serviceKeyWish,
  response: z.strictObject({ id: z.string(), service: z.string(), start: z.string(), key: z.string() }),
  status: 201,
  secret: true,
  errors: ['tooManyApiKeys', 'signInNeeded', 'notInSandbox', 'memberInactive'],
});

export const endWorkspaceKey = defineEndpoint({
  name: 'workspaceKeys.end',
  summary: 'Ends an API key of the workspace at once, whoever’s it is; for owners',
  method: 'DELETE',
  path: '/workspace-keys/{id}',
  params: z.strictObject({ id: idInput }),
  response: z.strictObject({}),
  errors: ['notFound'],
});
