import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';

export const apiKey = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** The key's first characters, to tell keys apart by. */
  start: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  /** It reads and writes nothing. */
  readOnly: z.boolean(),
  /** Addresses and networks it may come from, e.g. `203.0.113.7` or `10.0.0.0/8`; anywhere where there are none. */
  networks: z.array(z.string()),
  /** Types of records and what it may do with them; all that you may where it is null. */
  scopes: z.record(z.string(), z.enum(['read', 'write'])).nullable(),
  /** It may no more than you and this role both may: a standard role, or the id of one of the workspace's own; null for all that you may. */
  role: z.string().nullable(),
});

/** What is said of a new key. */
export const apiKeyWish = z.strictObject({
  name: plainText(100).min(1),
  /** Days until it expires; null for never. */
  days: z.int().min(1).max(3650).nullable(),
  /** The key may read what you may, and write nothing. */
  readOnly: z.boolean().default(false),
  /** Addresses and networks it may come from; anywhere where there are none. */
  networks: z.array(z.string().trim().max(50)).max(50).default([]),
  /** Only these types of records, to be read, or read and written, as far as you may; null for all. */
  scopes: z
    .record(z.string().max(100), z.enum(['read', 'write']))
    .nullable()
    .default(null),
});

/** As `apiKeyWish`, of a person's own. */
export const ownKeyWish = apiKeyWish.extend({
  /** Only what this role may as well: `manager`, `seller`, `viewer`, or the id of a role of the workspace's own; null for all that you may. */
  role: z
    .union([z.enum(['manager', 'seller', 'viewer']), idInput])
    .nullable()
    .default(null),
});

export const listOwnApiKeys = defineEndpoint({
  name: 'apiKeys.list',
  summary: 'Your API keys',
  method: 'GET',
  path: '/api-keys',
  response: z.strictObject({ items: z.array(apiKey) }),
  errors: ['signInNeeded'],
});

export const createOwnApiKey = defineEndpoint({
  name: 'apiKeys.create',
  summary: 'Makes an API key that acts as you; the key itself is answered this once',
  method: 'POST',
  path: '/api-keys',
  body: ownKeyWish,
  response: apiKey.extend({ key: z.string() }),
  status: 201,
  secret: true,
  errors: ['tooManyApiKeys', 'signInNeeded', 'stoppedByAlarm'],
});

export const deleteOwnApiKey = defineEndpoint({
  name: 'apiKeys.delete',
  summary: 'Ends an API key of yours at once',
  method: 'DELETE',
  path: '/api-keys/{id}',
  params: z.strictObject({ id: idInput }),
  response: z.strictObject({}),
  errors: ['notFound', 'signInNeeded'],
});
