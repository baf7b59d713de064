import { Button, Text } from '@mantine/core';
import { IconPlus, IconWebhook } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import { EmptyState } from '../../../web/ui/empty-state.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import classes from '../../../web/ui/framed-list.module.css';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { part } from '../../../web/ui/part.tsx';
import type { Webhook } from '../contract/index.ts';
import { WebhookState } from './webhook-state.tsx';
import { useWebhooks } from './webhooks.queries.ts';

const WebhookDialog = part(() => import('./webhook-dialog.tsx'));

/** The addresses that are told what happens here. */
export function WebhooksPage() {
  const { t } = useTranslation('webhooks');
  const [adding, setAdding] = useState(false);
  const { data, error, isPending, refetch } = useWebhooks();
  const addButton = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  );
  return (
    <Page title={t('title')} actions={addButton} layout="text">
      <Text c="dimmed" mb="md">
        {t('text')}
      </Text>
      {isPending && <LoadingState lines={3} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <EmptyState icon={IconWebhook} title={t('none')} text={t('noneText')} />}
      {data && data.items.length > 0 && (
        <ul className={classes.list}>
          {data.items.map((webhook) => (
            <WebhookLine key={webhook.id} webhook={webhook} />
          ))}
        </ul>
      )}
      <Suspense>{adding && <WebhookDialog webhook={null} onClose={() => setAdding(false)} />}</Suspense>
    </Page>
  );
}

function WebhookLine({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const labels = useLabels();
  const events = webhook.events.map(
    ({ noun, kinds }) => `${labels.nouns(noun)}: ${kinds.map((kind) => t(`kinds.${kind}`)).join(', ')}`,
  );
  return (
    <li className={classes.line}>
      <Link to={'/webhooks/$id' as never} params={{ id: webhook.id } as never} className={classes.name}>
        {webhook.description || webhook.url}
      </Link>
      <WebhookState webhook={webhook} />
      <div className={classes.facts}>{[...(webhook.description ? [webhook.url] : []), ...events].join(' · ')}</div>
    </li>
  );
}
