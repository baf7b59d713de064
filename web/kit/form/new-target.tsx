import { Anchor, Text } from '@mantine/core';
import { useEffect } from 'react';
import { namedAnew } from '../../../shared/nouns/made-by-name.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { Reference } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { findField } from '../data/named-field.ts';
import { titleOf } from '../data/record-title.ts';
import { useCreation } from './creation.ts';
import { useOptions } from './use-options.ts';

interface NewTargetProps {
  readonly noun: NounMetadata;
  readonly name: string;
  /** Takes the one of this very name where there is one: nobody has said that they mean another. */
  readonly takesSame: boolean;
  readonly onChange: (reference: Reference) => void;
}

/** Says that what is pointed at is made with the record, who is alike, and leads to a form for all of it. */
export function NewTarget({ noun, name, takesSame, onChange }: NewTargetProps) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const openCreation = useCreation();
  const alike = useOptions(noun, longestWord(name), true).data ?? [];
  const same = takesSame ? alike.find(({ label = '' }) => isSame(label, name)) : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the one found, once it is found.
  useEffect(() => {
    if (same) onChange(same);
  }, [same?.id]);
  const openForm = () =>
    openCreation({
      noun,
      initial: namedAnew(noun.title, findField(noun, noun.title) ?? undefined, name) ?? {},
      onCreated: (record) => onChange({ id: record.id, label: titleOf(noun, record, format) }),
    });
  return (
    <Text size="xs" c="dimmed" mt={4} role="status">
      {t('input.isNew')}{' '}
      <Anchor component="button" type="button" inherit onClick={openForm}>
        {t('input.details')}
      </Anchor>
      {alike.length > 0 && (
        <>
          {' '}
          {t('create.alike')}{' '}
          {alike.slice(0, 3).map((one, index) => (
            <span key={one.id}>
              {index > 0 && ', '}
              <Anchor component="button" type="button" inherit onClick={() => onChange(one)}>
                {one.label}
              </Anchor>
            </span>
          ))}
        </>
      )}
    </Text>
  );
}

/** What is looked for among those who may be meant: legal forms and articles are short. */
function longestWord(name: string): string {
  return name.split(/[^\p{L}\p{N}]+/u).reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}

const isSame = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();
