import type { FieldError } from '../../shared/errors.ts';
import type { LocalText } from '../../shared/nouns/field.ts';
import type { Language } from '../../shared/nouns/metadata.ts';
import bg from '../../web/shell/locales/bg.json' with { type: 'json' };
import en from '../../web/shell/locales/en.json' with { type: 'json' };
import hy from '../../web/shell/locales/hy.json' with { type: 'json' };
import ka from '../../web/shell/locales/ka.json' with { type: 'json' };
import ru from '../../web/shell/locales/ru.json' with { type: 'json' };
import type { Registry } from '../metadata/registry.ts';

type Texts = Readonly<Record<string, string>>;

const platform: Readonly<Record<Language, Texts>> = {
  ...{ en: en.errors, ru: ru.errors, bg: bg.errors },
  ...{ hy: hy.errors, ka: ka.errors },
};

/** The sentence a screen shows for an error, for what is read elsewhere: a file of rejected rows. */
export function reasonText(
  registry: Registry,
  language: Language,
  { code, params = {} }: Omit<FieldError, 'path'>,
): string {
  const labels = registry.modules.map((module) => module.labels?.[language]);
  const known = labels.map((texts) => texts?.errors?.[code]).find((text) => text !== undefined);
  const text = known ?? platform[language][code] ?? platform[language].invalidValue ?? code;
  const noun = typeof params.noun === 'string' ? params.noun : '';
  const called = labels.map((texts) => texts?.nouns[noun]?.one).find((label) => label !== undefined);
  const shown: Readonly<Record<string, unknown>> = called ? { ...params, noun: called } : params;
  return text.replace(/\{\{(\w+)(?:, *\w+)?\}\}/g, (_, name: string) => textOf(shown[name], language));
}

/** A text by language is one the workspace wrote. */
function textOf(value: unknown, language: Language): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  const texts = value as LocalText;
  return texts[language] ?? Object.values(texts)[0] ?? '';
}
