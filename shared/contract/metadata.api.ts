import { z } from 'zod';
import type { Metadata } from '../nouns/metadata.ts';
import { defineEndpoint } from './endpoint.ts';

/** Nouns with their fields, and the actor's rights to each. */
export const getMetadata = defineEndpoint({
  name: 'metadata.get',
  summary: 'Nouns with their fields, and what the caller may do with each',
  method: 'GET',
  path: '/metadata',
  response: z.custom<Metadata>((value) => typeof value === 'object' && value !== null && 'nouns' in value),
});
