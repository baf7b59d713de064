import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';

const apiKey = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** The key's first characters, to tell keys apart by. */
  start: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  /** It reads and writes nothing. */
  readOnly: z.boolean(),
});

export const listOwnApiKeys = defineEndpoint({
  name: 'apiKeys.list',
  summary: 'Your API keys',
  method: 'GET',
  path: '/api-keys',
  response: z.strictObject({ items: z.array(apiKey) }),
});

export const createOwnApiKey = defineEndpoint({
  name: 'apiKeys.create',
  summary: 'Makes an API key that acts as you; the key itself is answered this once',
  method: 'POST',
  path: '/api-keys',
  body: z.strictObject({
    name: plainText(100).min(1),
    /** Days until it expires; null for never. */
    days: z.int().min(1).max(3650).nullable(),
    /** The key may read what you may, and write nothing. */
    readOnly: z.boolean().default(false),
  }),
  response: apiKey.extend({ key: z.string() }),
  status: 201,
  secret: true,
  errors: ['tooManyApiKeys', 'signInNeeded'],
});

export const deleteOwnApiKey = defineEndpoint({
  name: 'apiKeys.delete',
  summary: 'Ends an API key of yours at once',
  method: 'DELETE',
  path: '/api-keys/{id}',
  params: z.strictObject({ id: idInput }),
  response: z.strictObject({}),
  errors: ['notFound'],
});
