import { useNetwork } from '@mantine/hooks';
import { IconPlugConnectedX, IconRefreshOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import { useIsBehind } from '../live/live-state.ts';
import { useShownSince } from '../offline/offline-state.ts';
import classes from './offline-notice.module.css';

/** Says that the network is gone, or that changes of others do not arrive; what is on the screen stays readable. */
export function OfflineNotice() {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const { online } = useNetwork();
  const behind = useIsBehind();
  const shownSince = useShownSince();
  const isAway = !online || shownSince !== null;
  const Icon = isAway ? IconPlugConnectedX : IconRefreshOff;
  const words = () => {
    if (shownSince !== null) return t('state.kept', { moment: format.dateTime(new Date(shownSince)) });
    return t(online ? 'state.behind' : 'state.offline');
  };
  return (
    <div role="status">
      {isAway || behind ? (
        <div className={classes.notice} data-calm={!isAway || undefined}>
          <Icon size={16} stroke={1.6} aria-hidden />
          {words()}
        </div>
      ) : null}
    </div>
  );
}
