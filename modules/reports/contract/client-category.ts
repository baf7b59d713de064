import { z } from 'zod';

/** A field of a deal's or an activity's client to group by: `company.lifecycle`, `person.interests`; of deals `people.…`. */
export const categoryParam = z
  .string()
  .max(200)
  .regex(/^(company|person|people)\.\w+$/)
  .meta({
    description: 'A choice or a pointer of the client: `company.category`, `company.lifecycle`, `person.interests`',
  });

/** What records of one category hold in the field: an option's value, or the id of a record with its label; null where they hold nothing. */
export const categoryValue = {
  value: z.string().nullable(),
  label: z.string().nullable(),
} as const;
