import { Button, Group, Stack, Text } from '@mantine/core';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { notifyProblem } from '../../shell/notify.ts';
import { ProgressJob } from '../../ui/progress-job.tsx';
import { type BulkJob, isUnderWay, useBulkJob, useSteerBulk } from './bulk.queries.ts';

/** How far a bulk act is, what came of it, and the way back. */
export function BulkProgress({ begun, onClose }: { readonly begun: BulkJob; readonly onClose: () => void }) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const job = useBulkJob(begun);
  const steer = useSteerBulk(job.id);
  const going = isUnderWay(job);
  const whole = job.state === 'undoing' ? job.waiting + job.undone + job.kept : job.total;
  const done = whole - job.waiting;
  const act = (which: 'cancel' | 'undo') => steer.mutate(which, { onError: (error) => notifyProblem(error, t) });
  return (
    <Stack gap="md">
      {going ? (
        <ProgressJob
          label={t(job.state === 'undoing' ? 'bulk.undoing' : 'bulk.running')}
          share={whole === 0 ? null : done / whole}
          detail={t('bulk.progress', { done: format.number(done), total: format.number(whole) })}
        />
      ) : (
        <Outcome job={job} />
      )}
      <Group justify="flex-end" gap="xs">
        {going && (
          <Button variant="default" loading={steer.isPending} onClick={() => act('cancel')}>
            {t('bulk.stop')}
          </Button>
        )}
        {!going && job.changed > 0 && job.state !== 'undone' && (
          <Button variant="default" loading={steer.isPending} onClick={() => act('undo')}>
            {t('record.undo')}
          </Button>
        )}
        {!going && <Button onClick={onClose}>{t('action.close')}</Button>}
      </Group>
    </Stack>
  );
}

const counts = ['changed', 'unchanged', 'refused', 'undone', 'kept'] as const;

function Outcome({ job }: { readonly job: BulkJob }) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const reasons = [...new Set(job.refusals.map(({ code }) => t(`errors:${code}`, { defaultValue: code })))];
  return (
    <div role="status">
      <Text fw={500}>{t(`bulk.state.${job.state}`)}</Text>
      {counts
        .filter((name) => job[name] > 0)
        .map((name) => (
          <Text key={name} size="sm">
            {t(`bulk.counts.${name}`, { count: job[name], shown: format.number(job[name]) })}
          </Text>
        ))}
      {reasons.map((reason) => (
        <Text key={reason} size="sm" c="dimmed">
          {reason}
        </Text>
      ))}
    </div>
  );
}
