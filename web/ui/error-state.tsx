import { Button } from '@mantine/core';
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isOffline, problemLines } from '../i18n/problem-text.ts';
import { EmptyState } from './empty-state.tsx';

interface ErrorStateProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** What went wrong in words, and a way to try again. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { t } = useTranslation('shell');
  const offline = isOffline(error);
  return (
    <div role="alert">
      <EmptyState
        icon={offline ? IconPlugConnectedX : IconAlertTriangle}
        title={t(offline ? 'state.offlineTitle' : 'state.errorTitle')}
        text={problemLines(error, t)}
        actions={
          onRetry ? (
            <Button variant="default" onClick={onRetry}>
              {t('action.retry')}
            </Button>
          ) : null
        }
      />
    </div>
  );
}
