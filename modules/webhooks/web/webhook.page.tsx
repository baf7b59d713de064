import { Alert, Button, Group, Text } from '@mantine/core';
import { Navigate, useNavigate, useParams } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { ConfirmDialog } from '../../../web/ui/confirm-dialog.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { part } from '../../../web/ui/part.tsx';
import type { Webhook } from '../contract/index.ts';
import { DeliveryList } from './delivery-list.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { WebhookState } from './webhook-state.tsx';
import {
  useChangeWebhook,
  useDeleteWebhook,
  useRotateSecret,
  useTestWebhook,
  useWebhooks,
} from './webhooks.queries.ts';

const WebhookDialog = part(() => import('./webhook-dialog.tsx'));

/** One webhook: how it stands, what can be done with it, and what it was sent. */
export function WebhookPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { t } = useTranslation('webhooks');
  const { data, error, refetch } = useWebhooks();
  const webhook = data?.items.find((one) => one.id === id);
  if (data && !webhook) return <Navigate to={'/webhooks' as never} replace />;
  return (
    <Page
      title={webhook?.description || webhook?.url || t('title')}
      aside={webhook && <WebhookState webhook={webhook} />}
      layout="text"
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingState lines={4} />}
      {webhook && (
        <>
          <Text c="dimmed" mb="sm">
            {webhook.url}
          </Text>
          <Standing webhook={webhook} />
          <Acts webhook={webhook} />
          <DeliveryList webhook={webhook} />
        </>
      )}
    </Page>
  );
}

function Standing({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const { disabledReason, failingSince, oldSecretUntil } = webhook;
  return (
    <>
      {disabledReason && (
        <Alert color="red" mb="md">
          {t(`disabled.${disabledReason}`)}
        </Alert>
      )}
      {!disabledReason && failingSince && (
        <Alert color="orange" mb="md">
          {t('failingSince', { time: format.dateTime(failingSince) })}
        </Alert>
      )}
      {oldSecretUntil && (
        <Text size="sm" c="dimmed" mb="sm">
          {t('oldSecret', { time: format.dateTime(oldSecretUntil) })}
        </Text>
      )}
    </>
  );
}

type Asking = 'edit' | 'rotate' | 'delete' | null;

function Acts({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const [asking, setAsking] = useState<Asking>(null);
  const test = useTestWebhook();
  const change = useChangeWebhook();
  const works = webhook.active && !webhook.disabledAt;
  const problem = { onError: (error: Error) => notifyProblem(error, t) };
  return (
    <Group gap="xs" mb="lg">
      {works && (
        <Button loading={test.isPending} onClick={() => test.mutate(webhook.id, problem)}>
          {t('test')}
        </Button>
      )}
      <Button
        variant={works ? 'default' : 'filled'}
        loading={change.isPending}
        onClick={() => change.mutate({ id: webhook.id, patch: { active: !works } }, problem)}
      >
        {t(works ? 'switchOff' : 'switchOn')}
      </Button>
      <Button variant="default" onClick={() => setAsking('edit')}>
        {t('edit')}
      </Button>
      <Button variant="default" onClick={() => setAsking('rotate')}>
        {t('rotate')}
      </Button>
      <Button variant="default" onClick={() => setAsking('delete')}>
        {t('delete')}
      </Button>
      <Suspense>{asking === 'edit' && <WebhookDialog webhook={webhook} onClose={() => setAsking(null)} />}</Suspense>
      <Questions webhook={webhook} asking={asking} onClose={() => setAsking(null)} />
    </Group>
  );
}

interface QuestionsProps {
  readonly webhook: Webhook;
  readonly asking: Asking;
  readonly onClose: () => void;
}

function Questions({ webhook, asking, onClose }: QuestionsProps) {
  const { t } = useTranslation('webhooks');
  const navigate = useNavigate();
  const rotate = useRotateSecret();
  const remove = useDeleteWebhook();
  return (
    <>
      <ConfirmDialog
        opened={asking === 'rotate'}
        onClose={onClose}
        title={t('rotate')}
        text={t('rotateText')}
        confirmLabel={t('rotate')}
        onConfirm={async () => void (await rotate.mutateAsync(webhook.id))}
      />
      <ConfirmDialog
        opened={asking === 'delete'}
        onClose={onClose}
        title={t('deleteTitle')}
        text={t('deleteText')}
        confirmLabel={t('delete')}
        danger
        onConfirm={async () => {
          await remove.mutateAsync(webhook.id);
          await navigate({ to: '/webhooks' as never });
        }}
      />
      {rotate.data && <SecretDialog secret={rotate.data.secret} onClose={() => rotate.reset()} />}
    </>
  );
}
