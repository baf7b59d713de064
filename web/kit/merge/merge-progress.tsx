import { Alert, Button, Group, Stack } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Merge } from '../../../shared/contract/record-merge.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { ProgressJob } from '../../ui/progress-job.tsx';
import { useMergeProgress } from './merge.queries.ts';

interface MergeProgressProps {
  readonly noun: NounMetadata;
  readonly begun: Merge;
  readonly onDone: (merge: Merge) => void;
  readonly onClose: () => void;
}

/** How far a merge is that moves thousands; it goes on where the dialog is closed. */
export function MergeProgress({ noun, begun, onDone, onClose }: MergeProgressProps) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const merge = useMergeProgress(noun, begun);
  const isTold = useRef(false);
  useEffect(() => {
    if (merge.state !== 'merged' || isTold.current) return;
    isTold.current = true;
    onDone(merge);
  }, [merge, onDone]);
  return (
    <Stack gap="md">
      {merge.state === 'refused' ? (
        <Alert color="red" role="alert">
          {t([`errors:${merge.refusal?.code}`, 'errors:unexpected'])}
        </Alert>
      ) : (
        <ProgressJob
          label={t('merge.working')}
          share={merge.total > 0 ? merge.moved / merge.total : null}
          detail={t('bulk.progress', { done: format.number(merge.moved), total: format.number(merge.total) })}
        />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('action.close')}
        </Button>
      </Group>
    </Stack>
  );
}
