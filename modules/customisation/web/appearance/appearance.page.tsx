import { Stack } from '@mantine/core';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import { Page } from '../../../../web/ui/page.tsx';
import { useAppearance } from './appearance.queries.ts';
import { BrandSection } from './brand-section.tsx';
import { NavigationSection } from './navigation-section.tsx';

/** How the workspace looks to everybody in it. */
export function AppearancePage() {
  const { t } = useTranslation('customisation');
  const { data, error, isPending, refetch } = useAppearance();
  return (
    <Page title={t('navigation.appearance')} layout="text">
      {isPending && <LoadingState lines={6} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        // What was saved is where the next change of it begins; the other part keeps what was not saved yet.
        <Stack gap="lg">
          <BrandSection key={`brand ${data.brand.version}`} said={data.brand} />
          <NavigationSection key={`navigation ${data.navigation.version}`} said={data.navigation} />
        </Stack>
      )}
    </Page>
  );
}
