import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useTranslation } from '../i18n/use-translation.tsx';
import classes from './offline-notice.module.css';
import { seeAsOneself } from './seeing-choice.ts';
import { useSession } from './session.ts';

/** Says on every page as whom an owner sees it, and leads back. */
export function SeeingNotice() {
  const { t } = useTranslation('shell');
  const session = useSession();
  if (!session?.seeing) return null;
  return (
    <section className={classes.notice} aria-label={t('seeing.name')}>
      <IconEye size={16} stroke={1.6} aria-hidden />
      <span className={classes.words}>{t('seeing.text', { name: session.member.name })}</span>
      <Button size="compact-sm" variant="default" onClick={seeAsOneself}>
        {t('seeing.leave')}
      </Button>
    </section>
  );
}
