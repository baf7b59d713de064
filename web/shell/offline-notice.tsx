import { useNetwork } from '@mantine/hooks';
import { IconPlugConnectedX, IconRefreshOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useIsBehind } from '../live/live-state.ts';
import classes from './offline-notice.module.css';

/** Says that the network is gone, or that changes of others do not arrive; what is on the screen stays readable. */
export function OfflineNotice() {
  const { t } = useTranslation('shell');
  const { online } = useNetwork();
  const behind = useIsBehind();
  const Icon = online ? IconRefreshOff : IconPlugConnectedX;
  return (
    <div role="status">
      {online && !behind ? null : (
        <div className={classes.notice} data-calm={online || undefined}>
          <Icon size={16} stroke={1.6} aria-hidden />
          {t(online ? 'state.behind' : 'state.offline')}
        </div>
      )}
    </div>
  );
}
