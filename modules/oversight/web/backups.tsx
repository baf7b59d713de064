import { Alert, Text } from '@mantine/core';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import classes from './oversight.module.css';
import { useBackups } from './oversight.queries.ts';

/** When the newest backup was made, and whether it could be restored. */
export function Backups() {
  const { t } = useTranslation('oversight');
  const format = useFormat();
  const { data } = useBackups();
  if (!data) return null;
  const { last, hours, alarmHours, isLate, trial } = data;
  return (
    <div className={classes.part}>
      <SectionCard title={t('backups.title')}>
        {isLate && (
          <Alert color="red" mb="xs">
            {t('backups.late', { hours: alarmHours })}
          </Alert>
        )}
        {trial && !trial.isWhole && (
          <Alert color="red" mb="xs">
            {t('backups.broken', { at: format.dateTime(trial.at) })}
          </Alert>
        )}
        <Text size="sm">{last ? t('backups.last', { at: format.dateTime(last) }) : t('backups.none')}</Text>
        <Text size="sm" c="dimmed">
          {hours > 0 ? t('backups.every', { hours }) : t('backups.notByItself')}
        </Text>
        {trial?.isWhole && (
          <Text size="sm" c="dimmed">
            {t('backups.tried', { at: format.dateTime(trial.at) })}
          </Text>
        )}
        {!trial && (
          <Text size="sm" c="dimmed">
            {t('backups.untried')}
          </Text>
        )}
      </SectionCard>
    </div>
  );
}
