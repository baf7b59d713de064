import { z } from 'zod';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { type Language, languages } from '../../../shared/nouns/metadata.ts';

/** A name as this workspace says it, or one a language: then the workspace's language decides. */
export const portableName = z.union([
  plainText(200).min(1),
  z.partialRecord(z.enum(languages), plainText(200).min(1)).refine((texts) => Object.keys(texts).length > 0),
]);

export function nameIn(name: z.output<typeof portableName>, language: Language): string {
  return typeof name === 'string' ? name : (name[language] ?? Object.values(name)[0] ?? '');
}
