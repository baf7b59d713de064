import { Text } from '@mantine/core';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { LetterList } from './letter-list.tsx';
import { useMailSettings } from './mail.queries.ts';
import { MailServerForm } from './mail-server-form.tsx';
import { TestLetter } from './test-letter.tsx';

/** The mail server letters are handed to, and the letters. */
export function MailPage() {
  const { t } = useTranslation('mail');
  const { data, error, isPending, refetch } = useMailSettings();
  return (
    <Page title={t('title')} layout="text">
      <Text c="dimmed" mb="md">
        {t('text')}
      </Text>
      {isPending && <LoadingState lines={6} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <MailServerForm key={data.source} settings={data} />
          {data.server && <TestLetter />}
          <LetterList />
        </>
      )}
    </Page>
  );
}
