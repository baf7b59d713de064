import { Alert, Anchor } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { Email, Phone } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { listRecords } from '../data/api.ts';
import { findField, type NamedField } from '../data/named-field.ts';
import { recordKeys } from '../data/query-keys.ts';
import { titleOf } from '../data/record-title.ts';
import { recordPath } from '../record-link.tsx';

interface LikelyDuplicatesProps {
  readonly noun: NounMetadata;
  /** What is typed so far. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Says who is there already with the same address, number or key, as far as the typist may see; it keeps nobody from going on. */
export function LikelyDuplicates({ noun, values }: LikelyDuplicatesProps) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const typed = likenessesOf(noun, values);
  const [conditions] = useDebouncedValue(typed, 500, { leading: false });
  const filter: Filter = { any: [...conditions] };
  const { data } = useQuery({
    queryKey: recordKeys.options(noun.name, '', filter),
    queryFn: ({ signal }) => listRecords(noun, { filter, limit: 3 }, signal),
    enabled: conditions.length > 0,
    retry: false,
  });
  if (conditions.length === 0 || typed.length === 0 || !data?.items.length) return null;
  return (
    <Alert color="yellow" role="status" p="xs">
      {t('create.alike')}{' '}
      {data.items.map((record, index) => (
        <span key={record.id}>
          {index > 0 && ', '}
          <Anchor href={recordPath(noun.plural, record.id)} target="_blank" inherit>
            {titleOf(noun, record, format) || t('value.untitled')}
          </Anchor>
        </span>
      ))}
    </Alert>
  );
}

/** A condition for each field that tells records apart and is filled in as far as one can ask by it; names are many people's. */
function likenessesOf(noun: NounMetadata, values: Readonly<Record<string, unknown>>): readonly Filter[] {
  return (noun.duplicates ?? []).flatMap((name) => {
    const field = name === noun.title ? null : findField(noun, name);
    return field && !field.masked ? conditionsOf(field, values[name]) : [];
  });
}

function conditionsOf({ kind, name }: NamedField, value: unknown): readonly Filter[] {
  const isOneOf = (texts: readonly string[]): readonly Filter[] =>
    texts.length > 0 ? [{ field: name, op: 'isAnyOf', value: [...texts] }] : [];
  if (kind === 'emails' && Array.isArray(value))
    return isOneOf((value as readonly Email[]).map(({ address }) => address).filter((text) => text.includes('@')));
  // As typed, a number may lack its country or have a nought in front: the search knows them all.
  if (kind === 'phones' && Array.isArray(value)) {
    const numbers = (value as readonly Phone[]).map(({ number }) => number.replace(/\D/g, ''));
    return numbers.filter((digits) => digits.length >= 7).map((search) => ({ search }));
  }
  return kind === 'text' && typeof value === 'string' && value.trim().length > 2 ? isOneOf([value.trim()]) : [];
}
