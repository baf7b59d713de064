import type { z } from 'zod';
import { parseInput } from '../../shared/contract/field-errors.ts';
import type { NormalValues } from '../../shared/contract/field-schemas.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { sanitiseRichText } from '../texts/rich-text.ts';

/** Values from outside in their normal form, formatted texts sanitised. Throws 422 naming each at fault. */
export function givenValues(noun: Noun, schema: z.ZodType<NormalValues>, input: unknown): NormalValues {
  const values = parseInput(schema, input);
  for (const [name, value] of Object.entries(values)) {
    if (noun.fields[name]?.kind === 'richText' && typeof value === 'string') values[name] = sanitiseRichText(value);
  }
  return values;
}
