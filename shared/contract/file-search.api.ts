import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { integerParam } from './query-params.ts';

const found = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** A line or two around what was found. */
  snippet: z.string(),
  /** The record it is of. */
  noun: z.string(),
  record: z.string(),
  label: z.string().nullable(),
});
export type FoundFile = z.output<typeof found>;

/** Files by what they say, of records the caller may read. */
export const searchFiles = defineEndpoint({
  name: 'files.search',
  summary: 'Files by their words, of the records one may read, the newest first',
  method: 'GET',
  path: '/file-search',
  query: z.strictObject({
    search: z.string().min(1).max(200),
    limit: integerParam({ min: 1, max: 50 }).default(10),
  }),
  response: z.strictObject({ items: z.array(found) }),
});
