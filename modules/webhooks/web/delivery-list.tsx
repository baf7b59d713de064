import { Badge, Button, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyDone, notifyProblem } from '../../../web/shell/notify.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import classes from '../../../web/ui/framed-list.module.css';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { type Delivery, deliveryStates, type Webhook } from '../contract/index.ts';
import { DeliveryDetails } from './delivery-details.tsx';
import { useDeliveries, useReplay, useReplayDead } from './webhooks.queries.ts';

/** What a webhook was sent, and how that went. */
export function DeliveryList({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const [shown, setShown] = useState('all');
  const { data, error, isPending, refetch } = useDeliveries(
    webhook.id,
    deliveryStates.find((state) => state === shown) ?? null,
  );
  return (
    <section aria-label={t('deliveries')}>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {t('deliveries')}
        </Title>
        {webhook.dead > 0 && <ReplayDead webhook={webhook} />}
      </Group>
      <SegmentedControl
        mb="sm"
        fullWidth
        size="xs"
        aria-label={t('deliveries')}
        data={['all', ...deliveryStates].map((value) => ({ value, label: t(`deliveryState.${value}`) }))}
        value={shown}
        onChange={setShown}
      />
      {isPending && <LoadingState lines={4} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <Text c="dimmed">{t('deliveriesNone')}</Text>}
      {data && data.items.length > 0 && (
        <ul className={classes.list}>
          {data.items.map((delivery) => (
            <DeliveryLine key={delivery.id} webhook={webhook} delivery={delivery} />
          ))}
        </ul>
      )}
    </section>
  );
}

function ReplayDead({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const replay = useReplayDead();
  return (
    <Button
      size="xs"
      variant="default"
      loading={replay.isPending}
      onClick={() =>
        replay.mutate(webhook.id, {
          onError: (error) => notifyProblem(error, t),
          onSuccess: ({ count }) => notifyDone(t('replayed', { count })),
        })
      }
    >
      {t('replayDead')}
    </Button>
  );
}

const colors = { waiting: 'blue', delivered: 'teal', dead: 'red' } as const;

function DeliveryLine({ webhook, delivery }: { readonly webhook: Webhook; readonly delivery: Delivery }) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const replay = useReplay();
  const { id, type, at, state, attempts, nextAt, status, milliseconds, fault } = delivery;
  const facts = [
    format.dateTime(at),
    ...(attempts > 0 ? [t('attempt', { count: attempts })] : []),
    ...(status ? [t('answered', { status, milliseconds })] : []),
    ...(fault ? [t(`errors:${fault}`)] : []),
    ...(nextAt && attempts > 0 ? [t('nextAt', { time: format.dateTime(nextAt) })] : []),
  ];
  return (
    <li className={classes.line}>
      <Text className={classes.name}>{type}</Text>
      <Badge variant="dot" color={colors[state]}>
        {t(`deliveryState.${state}`)}
      </Badge>
      <div className={classes.facts}>{facts.join(' · ')}</div>
      <Button size="compact-xs" variant="subtle" aria-expanded={open} onClick={() => setOpen((was) => !was)}>
        {t('details')}
      </Button>
      {state !== 'waiting' && webhook.active && !webhook.disabledAt && (
        <Button
          size="compact-xs"
          variant="subtle"
          loading={replay.isPending}
          onClick={() => replay.mutate({ webhook: webhook.id, id }, { onError: (error) => notifyProblem(error, t) })}
        >
          {t('replay')}
        </Button>
      )}
      {open && <DeliveryDetails webhook={webhook.id} id={id} />}
    </li>
  );
}
