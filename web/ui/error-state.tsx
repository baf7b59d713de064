import { Button } from '@mantine/core';
import { IconAlertTriangle, IconLock, IconPlugConnectedX } from '@tabler/icons-react';
import { isOffline, problemLines, statusOf } from '../i18n/problem-text.ts';
import { useTranslation } from '../i18n/use-translation.tsx';
import { EmptyState } from './empty-state.tsx';

const icons = { offline: IconPlugConnectedX, forbidden: IconLock, error: IconAlertTriangle } as const;

interface ErrorStateProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** What went wrong in words, and a way to try again; a refusal stays one however often it is asked. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { t } = useTranslation('shell');
  const kind = isOffline(error) ? 'offline' : statusOf(error) === 403 ? 'forbidden' : 'error';
  return (
    <div role="alert">
      <EmptyState
        icon={icons[kind]}
        title={t(`state.${kind}Title`)}
        text={problemLines(error, t)}
        actions={
          onRetry && kind !== 'forbidden' ? (
            <Button variant="default" onClick={onRetry}>
              {t('action.retry')}
            </Button>
          ) : null
        }
      />
    </div>
  );
}
