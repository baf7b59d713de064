import { useNetwork } from '@mantine/hooks';
import { IconPlugConnectedX, IconRefreshOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../i18n/use-format.ts';
import { useTranslation } from '../i18n/use-translation.tsx';
import { useIsBehind } from '../live/live-state.ts';
import { useWaitingChanges } from '../offline/device.ts';
import { useShownSince } from '../offline/offline-state.ts';
import classes from './offline-notice.module.css';

/**
 * Says that the network is gone, or that changes of others do not arrive, and what waits on this device; what is on the screen
 * stays readable.
 */
export function OfflineNotice() {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const { online } = useNetwork();
  const behind = useIsBehind();
  const shownSince = useShownSince();
  const waiting = useWaitingChanges();
  const isAway = !online || shownSince !== null;
  const needsSomebody = waiting.some(({ state }) => state !== 'waiting');
  const Icon = isAway ? IconPlugConnectedX : IconRefreshOff;
  const words = () => {
    if (shownSince !== null) return t('state.kept', { moment: format.dateTime(new Date(shownSince)) });
    if (isAway || behind) return t(online ? 'state.behind' : 'state.offline');
    return '';
  };
  return (
    <div role="status">
      {isAway || behind || waiting.length > 0 ? (
        <div className={classes.notice} data-calm={!(isAway || needsSomebody) || undefined}>
          <Icon size={16} stroke={1.6} className={classes.icon} aria-hidden />
          <span>
            {words()}{' '}
            {waiting.length > 0 ? (
              <Link to="/waiting" className={classes.link}>
                {t(needsSomebody ? 'state.waitingForYou' : 'state.waiting', { count: waiting.length })}
              </Link>
            ) : null}
          </span>
        </div>
      ) : null}
    </div>
  );
}
