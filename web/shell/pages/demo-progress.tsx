import { Alert, Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { ProgressJob } from '../../ui/progress-job.tsx';
import { notifyDone } from '../notify.ts';
import type { DemoState } from '../set-up.ts';

interface DemoProgressProps {
  readonly demo: DemoState;
  readonly onRetry: () => void;
  readonly onCancel: () => void;
  readonly isCancelling: boolean;
}

/** The demo company while it is being filled in, and what came of it. Who does not want to wait goes on. */
export function DemoProgress({ demo, onRetry, onCancel, isCancelling }: DemoProgressProps) {
  const { t } = useTranslation('shell');
  const open = useOpen();
  if (demo.state === 'failed') {
    return (
      <Alert color="red" variant="light" role="alert" title={t('setUp.demoFailed')}>
        <Group justify="space-between" gap="sm">
          <Text size="sm">{t('setUp.demoFailedText')}</Text>
          <Button variant="default" onClick={onRetry}>
            {t('action.retry')}
          </Button>
        </Group>
      </Alert>
    );
  }
  if (demo.state === 'done') return <DemoResult demo={demo} onOpen={() => open()} />;
  return (
    <>
      <ProgressJob label={t('setUp.demoFilling')} share={demo.share} detail={t('setUp.demoFillingText')} />
      <Group justify="flex-end">
        <Button variant="subtle" color="gray" loading={isCancelling} onClick={onCancel}>
          {t('setUp.demoCancel')}
        </Button>
        <Button variant="default" onClick={() => open(t('setUp.demoStarted'))}>
          {t('setUp.demoLeave')}
        </Button>
      </Group>
    </>
  );
}

function DemoResult({ demo, onOpen }: { readonly demo: DemoState; readonly onOpen: () => void }) {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const counts = [
    [t('nouns:company.many'), demo.companies],
    [t('nouns:person.many'), demo.people],
    [t('nouns:deal.many'), demo.deals],
  ] as const;
  return (
    <>
      <div role="status">
        <Text fw={600}>{t('setUp.demoDone')}</Text>
        <Text size="sm" c="dimmed">
          {counts.map(([name, count]) => `${name}: ${format.number(count)}`).join(' · ')}
        </Text>
      </div>
      <Group justify="flex-end">
        <Button onClick={onOpen} autoFocus>
          {t('setUp.demoOpen')}
        </Button>
      </Group>
    </>
  );
}

/** Opens the workspace, with nothing in memory of its being empty. */
function useOpen() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return (message?: string) => {
    client.removeQueries({ queryKey: ['records'] });
    if (message) notifyDone(message);
    void navigate({ to: '/' });
  };
}
