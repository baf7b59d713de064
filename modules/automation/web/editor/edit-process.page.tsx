import { Alert } from '@mantine/core';
import { Navigate, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import { Page } from '../../../../web/ui/page.tsx';
import type { Process } from '../../contract/index.ts';
import { useChangeProcess, useProcess } from '../processes.queries.ts';
import { ProcessForm } from './process-form.tsx';

/** A process that is there, to be changed. */
export function EditProcessPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { t } = useTranslation('automation');
  const { process, error, refetch } = useProcess(id);
  if (process === null) return <Navigate to={'/processes' as never} replace />;
  return (
    <Page title={process?.name ?? t('edit')} layout="text">
      {error && !process && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!process && !error && <LoadingState lines={4} />}
      {process && <EditForm key={process.id} process={process} />}
    </Page>
  );
}

function EditForm({ process }: { readonly process: Process }) {
  const { t } = useTranslation('automation');
  const navigate = useNavigate();
  // As it was when it was opened: what others change meanwhile is told of, not written over.
  const [begun] = useState(process);
  const change = useChangeProcess(begun);
  const leave = () => void navigate({ to: '/processes/$id' as never, params: { id: process.id } as never });
  return (
    <>
      {process.state === 'on' && (
        <Alert color="blue" mb="md">
          {t('editingOn')}
        </Alert>
      )}
      <ProcessForm
        begun={begun}
        error={change.error}
        isPending={change.isPending}
        onCancel={leave}
        onSave={(input) => change.mutate(input, { onSuccess: leave })}
      />
    </>
  );
}
