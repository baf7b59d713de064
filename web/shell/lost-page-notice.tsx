import { Button, Portal } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { usePageIsLost } from '../client/page-owner.ts';
import { useTranslation } from '../i18n/use-translation.tsx';
import over from './lost-page-notice.module.css';
import classes from './offline-notice.module.css';

/** Says that the browser is in another workspace now, or somebody else's, than this page was loaded for, and loads it anew. */
export function LostPageNotice() {
  const { t } = useTranslation('shell');
  const isLost = usePageIsLost();
  if (!isLost) return null;
  return (
    <Portal>
      <section role="alert" className={`${classes.notice} ${over.over}`} aria-label={t('lostPage.name')}>
        <IconArrowsExchange size={16} stroke={1.6} aria-hidden />
        <span className={classes.words}>{t('lostPage.text')}</span>
        {/* The start, not this address: the record it names may lie in the other workspace. */}
        <Button size="compact-sm" variant="default" onClick={() => window.location.assign('/')}>
          {t('lostPage.load')}
        </Button>
      </section>
    </Portal>
  );
}
