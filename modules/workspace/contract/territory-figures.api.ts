import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';

const figures = {
  count: z.int(),
  /** One amount a currency, of the first amount that the type has and the caller sees. */
  amounts: z.array(z.strictObject({ amount: z.string(), currency: z.string() })),
};

const answer = z.strictObject({
  noun: z.string(),
  /** The field whose amounts are added up; null where there is none. */
  field: z.string().nullable(),
  items: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      /** The territory it is a part of, if the caller is told of that one. */
      parent: z.string().nullable(),
      /** What lies in it and in those below; null where nothing is said of the type there, or it goes by a field the caller does not see. */
      figures: z.strictObject(figures).nullable(),
    }),
  ),
  /** What lies in none of them. */
  outside: z.strictObject(figures),
});
export type TerritoryFigures = z.output<typeof answer>;
export type Figures = TerritoryFigures['outside'];

export const getTerritoryFigures = defineEndpoint({
  name: 'territories.figures',
  summary:
    'How many records of a type lie in each territory, and what they come to, of those the caller sees; for managers and owners',
  method: 'GET',
  path: '/territory-figures',
  query: z.strictObject({ noun: z.string().min(1).max(100) }),
  response: answer,
  errors: ['unknownNoun'],
});
