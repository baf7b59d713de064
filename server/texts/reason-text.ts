import type { FieldError } from '../../shared/errors.ts';
import type { LocalText } from '../../shared/nouns/field.ts';
import type { Language } from '../../shared/nouns/metadata.ts';
import type { Registry } from '../metadata/registry.ts';
import { labelsOf, textsOf } from './locales.ts';

const platform = textsOf<{ readonly errors: Readonly<Record<string, string>> }>('web/shell');

/** The sentence a screen shows for an error, for what is read elsewhere: a file of rejected rows. */
export function reasonText(
  registry: Registry,
  language: Language,
  { code, params = {} }: Omit<FieldError, 'path'>,
): string {
  const labels = labelsOf(registry.modules, language);
  const platformErrors = platform[language].errors;
  const known = labels.map(({ errors }) => errors?.[code]).find((text) => text !== undefined);
  const text = known ?? platformErrors[code] ?? platformErrors.invalidValue ?? code;
  const noun = typeof params.noun === 'string' ? params.noun : '';
  const called = labels.map(({ nouns }) => nouns?.[noun]?.one).find((label) => label !== undefined);
  const field = typeof params.field === 'string' ? params.field : '';
  const own = registry.findNoun(noun)?.fields[field]?.label;
  const labelled =
    own ?? labels.map(({ nouns }) => nouns?.[noun]?.fields?.[field]).find((label) => label !== undefined);
  const shown = { ...params, ...(called ? { noun: called } : {}), ...(labelled ? { field: labelled } : {}) };
  return text.replace(/\{\{(\w+)(?:, *\w+)?\}\}/g, (_, name: string) =>
    textOf((shown as Readonly<Record<string, unknown>>)[name], language),
  );
}

/** A text by language is one the workspace wrote. */
function textOf(value: unknown, language: Language): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  const texts = value as LocalText;
  return texts[language] ?? Object.values(texts)[0] ?? '';
}
