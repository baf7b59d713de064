import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { isMissingChunk } from '../../ui/part.tsx';
import { Entrance } from './entrance.tsx';

/** A page that could not be loaded or drawn; trying again asks the server anew. */
export function FailedPage(props: ErrorComponentProps) {
  const { t } = useTranslation('shell');
  return (
    <Page title={t('state.failedPage')}>
      <ErrorState error={props.error} onRetry={useRetry(props)} />
    </Page>
  );
}

/** The same before there is a frame: not even who is signed in could be asked. */
export function FailedStart(props: ErrorComponentProps) {
  const { t } = useTranslation('shell');
  return (
    <Entrance title={t('state.failedPage')}>
      <ErrorState error={props.error} onRetry={useRetry(props)} />
    </Entrance>
  );
}

function useRetry({ error, reset }: ErrorComponentProps): () => void {
  const router = useRouter();
  return () => {
    reset();
    // A chunk of an older build is gone after an update: only a full load finds the new one.
    if (isMissingChunk(error)) window.location.reload();
    else void router.invalidate();
  };
}
