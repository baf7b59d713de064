import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/error-state.tsx';

/** A page that could not be loaded or drawn; trying again asks the server anew. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('shell');
  const router = useRouter();
  const retry = () => {
    reset();
    // A chunk of an older build is gone after an update: only a full load finds the new one.
    if (isMissingChunk(error)) window.location.reload();
    else void router.invalidate();
  };
  return (
    <>
      <title>{`${t('state.errorTitle')} · Rapport`}</title>
      <ErrorState error={error} onRetry={retry} />
    </>
  );
}

const isMissingChunk = (error: unknown) =>
  error instanceof TypeError && /dynamically imported module/i.test(error.message);
