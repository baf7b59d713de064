import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { localText } from './local-text-schema.ts';

const name = z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/);

export const nounWords = {
  /** What one record is called, and many. */
  one: localText(60),
  many: localText(60),
  /** The act of adding one, said in full ("New order"). */
  create: localText(60),
  /** What a list says that has none yet. */
  about: localText(300),
};

/** What the workspace calls a noun of Rapport's; what is not said is as it was shipped. */
export const nounNamesInput = z.strictObject(nounWords).partial().meta({ title: 'NounNamesInput' });
export type NounNamesInput = z.output<typeof nounNamesInput>;

const nounNames = z
  .strictObject({
    noun: z.string(),
    /** The state it is in; 0 where nothing was said yet. */
    version: z.int(),
    definition: nounNamesInput,
    /** What it is called where nothing is said. */
    shipped: nounNamesInput,
  })
  .meta({ title: 'NounNames' });

export const listNounNames = defineEndpoint({
  name: 'nounNames.list',
  summary: 'The nouns that Rapport ships with, what they are called and what this workspace calls them; for owners',
  method: 'GET',
  path: '/noun-names',
  response: z.strictObject({ items: z.array(nounNames) }),
});

export const putNounNames = defineEndpoint({
  name: 'nounNames.put',
  summary:
    'Call a noun that Rapport ships with otherwise, by language; an empty definition goes back to the shipped names. Addresses stay. For owners',
  method: 'PUT',
  path: '/noun-names/{noun}',
  params: z.strictObject({ noun: name }),
  body: z.strictObject({
    /** The state this was made from; 0 where nothing was said yet. */
    version: z.int().min(0),
    definition: nounNamesInput,
  }),
  response: nounNames,
  errors: ['notFound', 'stale'],
});
