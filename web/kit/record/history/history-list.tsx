import { Button, Select, Text } from '@mantine/core';
import { useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LoadingState } from '../../../ui/loading-state.tsx';
import { isSystem } from '../../data/named-field.ts';
import { useLabels } from '../../labels.ts';
import { ChangeEntry } from '../change-entry.tsx';
import classes from '../timeline.module.css';
import { useHistory } from './history.queries.ts';
import { RestoreValue } from './restore-value.tsx';

interface HistoryListProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** Who changed what and when, of all fields or of one; a value that was can be made the value again. */
export function HistoryList({ noun, record }: HistoryListProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const [field, setField] = useState<string | null>(null);
  const { changes, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useHistory(
    noun,
    record.id,
    field,
  );
  const names = noun.fields.filter((one) => !isSystem(one));
  return (
    <>
      <Select
        label={t('filter.field')}
        placeholder={t('history.all')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('input.clear') }}
        mb="md"
        data={names.map((one) => ({ value: one.name, label: labels.field(noun.name, one) }))}
        value={field}
        onChange={setField}
      />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {isPending && <LoadingState lines={6} />}
      {!isPending && !error && changes.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('timeline.none')}
        </Text>
      )}
      <ol className={classes.entries}>
        {changes.map((change) => (
          <li key={change.id} className={classes.entry}>
            <ChangeEntry
              noun={noun}
              change={change}
              only={field}
              about={change.recordId === record.id ? null : { noun: noun.name, id: change.recordId, label: null }}
              act={(name, from) =>
                change.recordId === record.id && <RestoreValue noun={noun} record={record} field={name} value={from} />
              }
            />
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button
          variant="subtle"
          color="gray"
          fullWidth
          onClick={() => void fetchNextPage()}
          loading={isFetchingNextPage}
        >
          {t('timeline.more')}
        </Button>
      )}
    </>
  );
}
