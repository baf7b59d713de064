import { Button } from '@mantine/core';
import { IconFlask2 } from '@tabler/icons-react';
import { useTranslation } from '../i18n/use-translation.tsx';
import classes from './offline-notice.module.css';
import { leaveSandbox } from './sandbox-choice.ts';
import { useSession } from './session.ts';

/** Says on every page that this is a sandbox, and leads out of it. */
export function SandboxNotice() {
  const { t } = useTranslation('shell');
  if (!useSession()?.sandbox) return null;
  return (
    <section className={classes.notice} aria-label={t('sandbox.name')}>
      <IconFlask2 size={16} stroke={1.6} aria-hidden />
      <span className={classes.words}>{t('sandbox.text')}</span>
      <Button size="compact-sm" variant="default" onClick={leaveSandbox}>
        {t('sandbox.leave')}
      </Button>
    </section>
  );
}
