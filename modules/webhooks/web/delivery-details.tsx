import { Text } from '@mantine/core';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import lines from '../../../web/ui/framed-list.module.css';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import classes from './webhooks.module.css';
import { type DeliveryDetail, useDelivery } from './webhooks.queries.ts';

/** A delivery's body and every attempt at it. */
export function DeliveryDetails({ webhook, id }: { readonly webhook: string; readonly id: string }) {
  const { t } = useTranslation('webhooks');
  const { data, error, refetch } = useDelivery(webhook, id, true);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState lines={3} />;
  return (
    <div className={lines.facts}>
      <Text size="sm" fw={500} mt="xs">
        {t('body')}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className={classes.body} tabIndex={0}>
        {JSON.stringify(JSON.parse(data.body), null, 2)}
      </pre>
      {data.log.length > 0 && (
        <Text size="sm" fw={500} mt="xs">
          {t('answers')}
        </Text>
      )}
      {data.log.map((attempt) => (
        <AttemptLine key={attempt.at} attempt={attempt} />
      ))}
    </div>
  );
}

function AttemptLine({ attempt }: { readonly attempt: DeliveryDetail['log'][number] }) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const { at, status, milliseconds, fault, snippet } = attempt;
  const outcome = fault ? t(`errors:${fault}`) : t('answered', { status, milliseconds });
  return (
    <>
      <div>
        {format.dateTime(at)} · {outcome}
      </div>
      {snippet && <pre className={classes.body}>{snippet}</pre>}
    </>
  );
}
