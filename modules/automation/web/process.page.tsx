import { Alert, Button, Group, Text } from '@mantine/core';
import { Link, Navigate, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { ReferenceLabel } from '../../../web/kit/fields/values/reference-label.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { ConfirmDialog } from '../../../web/ui/confirm-dialog.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import type { Process } from '../contract/index.ts';
import { ProcessSentence } from './process-sentence.tsx';
import { ProcessState } from './process-state.tsx';
import { useProcess, useRemoveProcess, useSwitchProcess } from './processes.queries.ts';
import { RunList } from './run-list.tsx';
import { TryOut } from './try-out.tsx';

/** One process: what it does, whether it is on, and for which records it ran. */
export function ProcessPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { t } = useTranslation('automation');
  const format = useFormat();
  const { process, error, refetch } = useProcess(id);
  if (process === null) return <Navigate to={'/processes' as never} replace />;
  return (
    <Page title={process?.name ?? t('title')} aside={process && <ProcessState process={process} />} layout="text">
      {error && !process && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!process && !error && <LoadingState lines={4} />}
      {process && (
        <>
          {process.fault && (
            <Alert color="red" mb="md">
              {t(`fault.${process.fault}`)}
            </Alert>
          )}
          {process.missed && (
            <Alert color="yellow" mb="md">
              {t('missed', { from: format.date(process.missed.from), until: format.date(process.missed.until) })}
            </Alert>
          )}
          <SectionCard title={t('does')}>
            <ProcessSentence process={process} />
            <Standing process={process} />
          </SectionCard>
          <Acts process={process} />
          <TryOut input={process} />
          <RunList process={process} />
        </>
      )}
    </Page>
  );
}

function Standing({ process: { start, onMany, member } }: { readonly process: Process }) {
  const { t } = useTranslation('automation');
  return (
    <Text size="sm" c="dimmed" mt="xs" component="div">
      {start.on !== 'date' && t(onMany ? 'onManyYes' : 'onManyNo')}
      {member && (
        <>
          {' '}
          {t('inTheNameOf')} <ReferenceLabel noun="member" reference={{ id: member }} />
        </>
      )}
    </Text>
  );
}

function Acts({ process }: { readonly process: Process }) {
  const { t } = useTranslation('automation');
  const navigate = useNavigate();
  const change = useSwitchProcess();
  const remove = useRemoveProcess();
  const [removing, setRemoving] = useState(false);
  const isOn = process.state === 'on';
  return (
    <Group gap="xs" my="md">
      <Button
        variant={isOn ? 'default' : 'filled'}
        loading={change.isPending}
        onClick={() => change.mutate({ id: process.id, on: !isOn }, { onError: (error) => notifyProblem(error, t) })}
      >
        {t(isOn ? 'switchOff' : 'switchOn')}
      </Button>
      <Button
        component={Link}
        to={'/processes/$id/edit' as never}
        params={{ id: process.id } as never}
        variant="default"
      >
        {t('edit')}
      </Button>
      <Button variant="default" onClick={() => setRemoving(true)}>
        {t('remove')}
      </Button>
      <ConfirmDialog
        opened={removing}
        onClose={() => setRemoving(false)}
        title={t('removeTitle')}
        text={t('removeText')}
        confirmLabel={t('remove')}
        danger
        onConfirm={async () => {
          await remove.mutateAsync(process.id);
          await navigate({ to: '/processes' as never });
        }}
      />
    </Group>
  );
}
