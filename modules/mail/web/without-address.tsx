import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { problemFields, problemLines } from '../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { findField, isChangeable } from '../../../web/kit/data/named-field.ts';
import { useUpdateRecord } from '../../../web/kit/data/record-mutations.ts';

interface WithoutAddressProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
  readonly onClose: () => void;
}

/** Where no address is known: takes one, which is the record's from then on. */
export function WithoutAddress({ noun, record, onClose }: WithoutAddressProps) {
  const { t } = useTranslation('mail');
  const [address, setAddress] = useState('');
  const update = useUpdateRecord(noun);
  const field = findField(noun, 'emails');
  const mayAdd = noun.may.update && field !== null && isChangeable(field);
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (address.trim() === '' || update.isPending) return;
    update.mutate({ id: record.id, version: record.version, values: { emails: [{ address: address.trim() }] } });
  };
  const fault =
    update.error && (Object.values(problemFields(update.error, t))[0] ?? problemLines(update.error, t, noun.name));
  return (
    <form onSubmit={add} noValidate>
      <Stack gap="xs" mb="sm">
        <Text size="sm">{t('without.address')}</Text>
        {mayAdd && (
          <TextInput
            type="email"
            label={t('without.typeAddress')}
            autoFocus
            value={address}
            error={fault}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('card.cancel')}
          </Button>
          {mayAdd && (
            <Button type="submit" loading={update.isPending} disabled={address.trim() === ''}>
              {t('without.addAddress')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
