import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FactorSetUp } from '../second-factor/factor-set-up.tsx';
import { useSignOut } from '../session.ts';
import { Entrance } from './entrance.tsx';

/** The set-up for whoever must have a second factor: nothing else is open before it is done. */
export function SecondFactorPage() {
  const { t } = useTranslation('shell');
  const signOut = useSignOut();
  return (
    <Entrance title={t('secondFactor.neededTitle')} text={t('secondFactor.neededText')}>
      {/* A full load: what was refused before is asked anew. */}
      <FactorSetUp onDone={() => window.location.assign('/')} />
      <Anchor component="button" type="button" size="sm" mt="lg" py={6} onClick={() => void signOut()}>
        {t('user.signOut')}
      </Anchor>
    </Entrance>
  );
}
