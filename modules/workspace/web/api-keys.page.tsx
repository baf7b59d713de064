import { Button, Text } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { ConfirmDialog } from '../../../web/ui/confirm-dialog.tsx';
import { EmptyState } from '../../../web/ui/empty-state.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { part } from '../../../web/ui/part.tsx';
import { ApiKeyLine } from './api-key-line.tsx';
import classes from './api-keys.module.css';
import { type ApiKey, useApiKeys, useDeleteApiKey } from './api-keys.queries.ts';

const NewApiKeyDialog = part(() => import('./new-api-key-dialog.tsx'));

/** The keys by which programs act as the signed-in person. */
export function ApiKeysPage() {
  const { t } = useTranslation('workspace');
  const [creating, setCreating] = useState(false);
  const { data, error, isPending, refetch } = useApiKeys();
  const newButton = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      {t('apiKeys.create')}
    </Button>
  );
  return (
    <Page title={t('apiKeys.title')} actions={newButton} layout="text">
      <Text c="dimmed" mb="md">
        {t('apiKeys.text')}
      </Text>
      {isPending && <LoadingState lines={4} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <EmptyState icon={IconKey} title={t('apiKeys.none')} />}
      {data && data.items.length > 0 && <KeyList items={data.items} />}
      <Suspense>{creating && <NewApiKeyDialog onClose={() => setCreating(false)} />}</Suspense>
    </Page>
  );
}

function KeyList({ items }: { readonly items: readonly ApiKey[] }) {
  const { t } = useTranslation('workspace');
  const [leaving, setLeaving] = useState<ApiKey | null>(null);
  const remove = useDeleteApiKey();
  const confirm = () => {
    if (leaving) remove.mutate(leaving.id, { onError: (error) => notifyProblem(error, t) });
    setLeaving(null);
  };
  return (
    <>
      <ul className={classes.keys}>
        {items.map((key) => (
          <ApiKeyLine key={key.id} apiKey={key} onDelete={() => setLeaving(key)} />
        ))}
      </ul>
      <ConfirmDialog
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={t('apiKeys.deleteNamed', { name: leaving?.name ?? '' })}
        text={t('apiKeys.deleteText')}
        confirmLabel={t('apiKeys.delete')}
        danger
        onConfirm={confirm}
      />
    </>
  );
}
