import { Anchor, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { allowsPasskeys } from '../second-factor/ceremony.ts';
import { FactorSetUp } from '../second-factor/factor-set-up.tsx';
import { PasskeySetUp } from '../second-factor/passkey-set-up.tsx';
import { useSignOut } from '../session.ts';
import { Entrance } from './entrance.tsx';

/** The set-up for whoever must have a second factor, by an app or a passkey: nothing else is open before it is done. */
export function SecondFactorPage() {
  const { t } = useTranslation('shell');
  const signOut = useSignOut();
  const [byPasskey, choosePasskey] = useState(false);
  // A full load: what was refused before is asked anew.
  const goOn = () => window.location.assign('/');
  return (
    <Entrance title={t('secondFactor.neededTitle')} text={t('secondFactor.neededText')}>
      {byPasskey ? <PasskeySetUp isFirst onDone={goOn} /> : <FactorSetUp onDone={goOn} />}
      <Stack gap={0} mt="lg" align="flex-start">
        {allowsPasskeys() && (
          <Anchor component="button" type="button" size="sm" py={6} onClick={() => choosePasskey(!byPasskey)}>
            {t(byPasskey ? 'passkeys.appInstead' : 'passkeys.instead')}
          </Anchor>
        )}
        <Anchor component="button" type="button" size="sm" py={6} onClick={() => void signOut()}>
          {t('user.signOut')}
        </Anchor>
      </Stack>
    </Entrance>
  );
}
