import { Badge, Button, Text } from '@mantine/core';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { notifyProblem } from '../../../../web/shell/notify.ts';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import classes from '../../../../web/ui/framed-list.module.css';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import { deviceName } from './device-name.ts';
import { type OwnSession, useEndSessions, useOwnSessions } from './sessions.queries.ts';

/** Where the person is signed in, and how to end that. */
export function DevicesCard() {
  const { t } = useTranslation('workspace');
  const { data, error, isPending, refetch } = useOwnSessions();
  const end = useEndSessions();
  const endOthers = () => end.mutate('others', { onError: (thrown) => notifyProblem(thrown, t) });
  const actions =
    data && data.items.length > 1 ? (
      <Button size="compact-sm" variant="default" loading={end.isPending} onClick={endOthers}>
        {t('devices.endOthers')}
      </Button>
    ) : undefined;
  return (
    <SectionCard title={t('devices.title')} actions={actions}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('devices.text')}
      </Text>
      {isPending && <LoadingState lines={2} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <ul className={classes.list}>
          {data.items.map((session) => (
            <DeviceLine key={session.id} session={session} />
          ))}
        </ul>
      )}
    </SectionCard>
  );
}

function DeviceLine({ session }: { readonly session: OwnSession }) {
  const { t } = useTranslation('workspace');
  const format = useFormat();
  const end = useEndSessions();
  const name = deviceName(session.userAgent) ?? t('devices.unknown');
  const facts = [
    ...(session.address ? [session.address] : []),
    t('devices.seen', { time: format.dateTime(session.lastSeenAt) }),
    t('devices.since', { time: format.dateTime(session.createdAt) }),
  ];
  return (
    <li className={classes.line}>
      <Text className={classes.name}>{name}</Text>
      {session.current ? (
        <Badge variant="light">{t('devices.current')}</Badge>
      ) : (
        <Button
          size="compact-xs"
          variant="subtle"
          color="red"
          loading={end.isPending}
          aria-label={t('devices.endNamed', { name })}
          onClick={() => end.mutate(session.id, { onError: (thrown) => notifyProblem(thrown, t) })}
        >
          {t('devices.end')}
        </Button>
      )}
      <div className={classes.facts}>{facts.join(' · ')}</div>
    </li>
  );
}
