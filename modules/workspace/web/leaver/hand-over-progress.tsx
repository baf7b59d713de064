import { Button, Group, Stack, Text } from '@mantine/core';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { isUnderWay, useBulkJob, useSteerBulk } from '../../../../web/kit/bulk/bulk.queries.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import { notifyProblem } from '../../../../web/shell/notify.ts';
import { ProgressJob } from '../../../../web/ui/progress-job.tsx';
import type { HandedOver } from './leaver.queries.ts';

/** How far each type of record is, and the way back. What runs goes on when this is closed. */
export function HandOverProgress({ jobs, onClose }: { readonly jobs: HandedOver; readonly onClose: () => void }) {
  const { t } = useTranslation('workspace');
  return (
    <Stack gap="md">
      {jobs.map((job) => (
        <HandOverLine key={job.id} begun={job} />
      ))}
      <Text size="sm" c="dimmed">
        {t('leaver.goesOn')}
      </Text>
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('leaver.close')}</Button>
      </Group>
    </Stack>
  );
}

function HandOverLine({ begun }: { readonly begun: HandedOver[number] }) {
  const { t } = useTranslation('workspace');
  const format = useFormat();
  const labels = useLabels();
  const job = useBulkJob(begun);
  const steer = useSteerBulk(job.id);
  const going = isUnderWay(job);
  const act = (which: 'cancel' | 'undo') => steer.mutate(which, { onError: (error) => notifyProblem(error, t) });
  const label = labels.nouns(begun.noun);
  if (going) {
    const done = job.total - job.waiting;
    const detail = `${format.number(done)} / ${format.number(job.total)}`;
    return <ProgressJob label={label} share={job.total === 0 ? null : done / job.total} detail={detail} />;
  }
  const refused = job.refused > 0 ? ` · ${t('leaver.refused', { count: job.refused })}` : '';
  const [count, word] = job.state === 'undone' ? [job.undone, 'undone'] : [job.changed, 'handed'];
  return (
    <Group justify="space-between" wrap="nowrap" role="status">
      <Text size="sm">
        {label}: {t(`leaver.${word}`, { count, shown: format.number(count) })}
        {refused}
      </Text>
      {job.changed > 0 && job.state !== 'undone' && (
        <Button size="compact-sm" variant="default" loading={steer.isPending} onClick={() => act('undo')}>
          {t('leaver.undo')}
        </Button>
      )}
    </Group>
  );
}
