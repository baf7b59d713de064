import { Button } from '@mantine/core';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { notifyDone, notifyProblem } from '../../../shell/notify.ts';
import { findField, isChangeable } from '../../data/named-field.ts';
import { useUpdateRecord } from '../../data/record-mutations.ts';
import { isSameValue, toRecordValue } from '../../data/record-values.ts';
import { useLabels } from '../../labels.ts';

interface RestoreValueProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
  readonly field: string;
  /** What the field held, as the log knows it. */
  readonly value: unknown;
}

/** Makes a value that a field had its value again: a change like any other, upon the state that is shown. */
export function RestoreValue({ noun, record, field: name, value }: RestoreValueProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const { mutate, isPending } = useUpdateRecord(noun);
  const field = findField(noun, name);
  if (!field || !isChangeable(field) || field.computed || !noun.may.update || record.deletedAt) return null;
  const held = toRecordValue(field, value ?? null);
  if (isSameValue(field, held, record[name])) return null;
  const label = labels.field(noun.name, field);
  const restore = () =>
    mutate(
      { id: record.id, version: record.version, values: { [name]: held } },
      {
        onSuccess: () => notifyDone(t('history.done', { field: label })),
        onError: (error) => notifyProblem(error, t, noun.name),
      },
    );
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      loading={isPending}
      aria-label={t('history.restoreField', { field: label })}
      onClick={restore}
    >
      {t('history.restore')}
    </Button>
  );
}
