import { Stack } from '@mantine/core';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { PasskeysCard } from '../../../../web/shell/second-factor/passkeys-card.tsx';
import { SecondFactorCard } from '../../../../web/shell/second-factor/second-factor-card.tsx';
import { Page } from '../../../../web/ui/page.tsx';
import { DevicesCard } from './devices-card.tsx';

/** How the person signs in, and where they are signed in. */
export function SecurityPage() {
  const { t } = useTranslation('workspace');
  return (
    <Page title={t('title.security')} layout="text">
      <Stack gap="md">
        <PasskeysCard />
        <SecondFactorCard />
        <DevicesCard />
      </Stack>
    </Page>
  );
}
