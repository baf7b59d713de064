import { z } from 'zod';
import { coded } from '../../../shared/contract/field-errors.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { languages } from '../../../shared/nouns/metadata.ts';

/** A text in one language or several. */
export const localText = (maximum: number) =>
  z
    .partialRecord(z.enum(languages), plainText(maximum).min(1))
    .refine((texts) => Object.keys(texts).length > 0, coded('required'));
