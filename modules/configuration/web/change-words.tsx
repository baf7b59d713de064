import type { Filter } from '../../../shared/filter/filter.ts';
import type { LocalText } from '../../../shared/nouns/field.ts';
import { type Language, languages, type NounMetadata } from '../../../shared/nouns/metadata.ts';
import { languageNames } from '../../../web/i18n/languages.ts';
import { localText } from '../../../web/i18n/local-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../web/kit/data/metadata.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import { FilterWords } from '../../../web/kit/filter/filter-words.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import type { ConfigurationChange } from '../contract/index.ts';

/** What a changed thing is called: "Tier · Companies". */
export function useChangeName(): (change: ConfigurationChange) => string {
  const { t, i18n } = useTranslation('configuration');
  const labels = useLabels();
  const { data } = useMetadata();
  return ({ part, key, label, noun }) => {
    const own = typeof label === 'string' ? label : (localText(label, i18n.language) ?? key);
    if (!noun) return own;
    const [, name = ''] = key.split('.');
    const metadata = data?.nouns.find((one) => one.name === noun);
    const field = metadata && findField(metadata, name);
    const what =
      part === 'layouts'
        ? t(`surfaces.${name}`, { defaultValue: name })
        : part === 'fieldSettings' && field
          ? labels.field(noun, field)
          : own;
    return `${what} · ${labels.nouns(noun)}`;
  };
}

/** Which property, and of which language: "Name (Русский)". */
export function usePropertyName(): (path: string) => string {
  const { t } = useTranslation('configuration');
  return (path) => {
    const steps = path.split('.');
    const last = steps.at(-1) ?? '';
    const language = (languages as readonly string[]).includes(last) ? languageNames[last as Language] : null;
    const name = steps.find((step) => t(`properties.${step}`, { defaultValue: '' }) !== '') ?? steps[0] ?? '';
    const shown = t(`properties.${name}`, { defaultValue: path });
    return language ? `${shown} (${language})` : shown;
  };
}

interface ChangedValueProps {
  readonly value: unknown;
  readonly noun: NounMetadata | null | undefined;
}

/** A value of a configuration as a person reads it; what has no words of its own, as it is written. */
export function ChangedValue({ value, noun }: ChangedValueProps) {
  const { t, i18n } = useTranslation('configuration');
  if (value === undefined || value === null || value === '') return <>{t('nothing')}</>;
  if (typeof value === 'boolean') return <>{t(value ? 'yes' : 'no')}</>;
  if (typeof value === 'string' && value.startsWith('data:image/')) return <img src={value} alt="" height={24} />;
  if (typeof value === 'string' || typeof value === 'number') return <>{value}</>;
  if (Array.isArray(value)) {
    const names = value.map((one) => nameOf(one, i18n.language));
    if (names.every((name) => name !== null)) return <>{names.join(', ') || t('nothing')}</>;
  } else if (noun && isFilter(value)) return <FilterWords noun={noun} filter={value} />;
  return <code>{JSON.stringify(value)}</code>;
}

function nameOf(value: unknown, language: string): string | null {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return null;
  const { label, name, field, value: own } = value as Record<string, unknown>;
  const text = (label ?? name) as LocalText | undefined;
  if (typeof text === 'object') return localText(text, language) ?? null;
  const plain = own ?? field;
  return typeof plain === 'string' ? plain : null;
}

function isFilter(value: object): value is Filter {
  return (
    ['all', 'any', 'not', 'related', 'changed'].some((name) => name in value) || ('field' in value && 'op' in value)
  );
}
