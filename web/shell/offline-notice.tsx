import { useNetwork } from '@mantine/hooks';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './offline-notice.module.css';

/** Says that the network is gone; what is on the screen stays readable. */
export function OfflineNotice() {
  const { t } = useTranslation('shell');
  const { online } = useNetwork();
  return (
    <div role="status">
      {online ? null : (
        <div className={classes.notice}>
          <IconPlugConnectedX size={16} stroke={1.6} />
          {t('state.offline')}
        </div>
      )}
    </div>
  );
}
