import { Code, Text } from '@mantine/core';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import { Page } from '../../../../web/ui/page.tsx';
import { DomainProofs } from './domain-proofs.tsx';
import { useIdentityProvider } from './provider.queries.ts';
import { ProviderForm } from './provider-form.tsx';

/** By whom members sign in, besides the password or instead of it. */
export function IdentityProviderPage() {
  const { t } = useTranslation('workspace');
  const { data, error, refetch } = useIdentityProvider();
  return (
    <Page title={t('provider.title')} layout="text">
      <Text size="sm" c="dimmed" mb="md">
        {t('provider.text')}
      </Text>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingState lines={4} />}
      {data && (
        <>
          <Text size="sm" mb="md">
            {t('provider.redirect')} <Code style={{ overflowWrap: 'anywhere' }}>{data.redirectUri}</Code>
          </Text>
          <ProviderForm key={data.provider ? 'there' : 'none'} provider={data.provider} />
          {data.proofs.length > 0 && <DomainProofs proofs={data.proofs} />}
        </>
      )}
    </Page>
  );
}
