import { Badge, Button, Text } from '@mantine/core';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { RecordLink } from '../../../web/kit/record-link.tsx';
import { notifyDone, notifyProblem } from '../../../web/shell/notify.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import list from '../../../web/ui/framed-list.module.css';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import type { Alarm } from '../contract/index.ts';
import classes from './oversight.module.css';
import { useAlarms, useRelease } from './oversight.queries.ts';

/** Unusual amounts, and who is stopped because of one. */
export function Alarms() {
  const { t } = useTranslation('oversight');
  const { data, error, isPending, refetch } = useAlarms();
  const isEmpty = data?.items.length === 0 && data.stopped.length === 0 && data.limited.length === 0;
  return (
    <div className={classes.part}>
      <SectionCard title={t('alarms.title')} empty={isEmpty ? t('alarms.none') : undefined}>
        {isPending && <LoadingState lines={2} />}
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data && !isEmpty && (
          <ul className={list.list}>
            {data.stopped.map(({ member, since }) => (
              <Stopped key={member.id} member={member} since={since} by="stopped" />
            ))}
            {data.limited.map(({ member, since }) => (
              <Stopped key={member.id} member={member} since={since} by="limited" />
            ))}
            {data.items.map((alarm) => (
              <AlarmLine key={alarm.id} alarm={alarm} />
            ))}
          </ul>
        )}
      </SectionCard>
    </div>
  );
}

interface StoppedProps {
  readonly member: { readonly id: string; readonly name: string };
  readonly since: string;
  /** An alarm, or the limit of the day. */
  readonly by: 'stopped' | 'limited';
}

function Stopped({ member, since, by }: StoppedProps) {
  const { t } = useTranslation('oversight');
  const format = useFormat();
  const release = useRelease();
  const letGoOn = () =>
    release.mutate(member.id, {
      onSuccess: () => notifyDone(t('alarms.released', { name: member.name })),
      onError: (error) => notifyProblem(error, t),
    });
  return (
    <li className={list.line}>
      <Text component="span" className={list.name}>
        <RecordLink noun="member" id={member.id}>
          {member.name}
        </RecordLink>
      </Text>
      <Badge color={by === 'stopped' ? 'red' : 'yellow'} variant="light" tt="none">
        {t(`alarms.${by}`)}
      </Badge>
      <Button size="compact-sm" variant="default" loading={release.isPending} onClick={letGoOn}>
        {t('alarms.release')}
      </Button>
      <div className={list.facts}>{format.dateTime(since)}</div>
    </li>
  );
}

function AlarmLine({ alarm }: { readonly alarm: Alarm }) {
  const { t } = useTranslation('oversight');
  const format = useFormat();
  const { member, kind, amount, threshold, minutes, basis, at } = alarm;
  const what = t(`alarms.${kind}`, { amount: format.number(amount) });
  return (
    <li className={list.line}>
      <Text component="span" className={list.name}>
        <RecordLink noun="member" id={member.id}>
          {member.name}
        </RecordLink>
      </Text>
      <span>
        {what} {t(minutes > 60 ? 'alarms.day' : 'alarms.hour')}
      </span>
      <div className={list.facts}>
        {format.dateTime(at)} · {t(`alarms.${basis}`, { threshold: format.number(threshold) })}
      </div>
    </li>
  );
}
