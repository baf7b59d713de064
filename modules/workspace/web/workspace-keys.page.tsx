import { Button, Text } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { useSession } from '../../../web/shell/session.ts';
import { ConfirmDialog } from '../../../web/ui/confirm-dialog.tsx';
import { EmptyState } from '../../../web/ui/empty-state.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { part } from '../../../web/ui/part.tsx';
import { ApiKeyLine } from './api-key-line.tsx';
import classes from './api-keys.module.css';
import { useEndWorkspaceKey, useWorkspaceKeys, type WorkspaceKey } from './workspace-keys.queries.ts';

const NewServiceKeyDialog = part(() => import('./new-service-key-dialog.tsx'));

/** The keys of everybody and of the services; for owners. */
export function WorkspaceKeysPage() {
  const { t } = useTranslation('workspace');
  const [creating, setCreating] = useState(false);
  const { data, error, isPending, refetch } = useWorkspaceKeys();
  const isSandbox = useSession()?.sandbox === true;
  const newButton = isSandbox ? undefined : (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      {t('workspaceKeys.create')}
    </Button>
  );
  return (
    <Page title={t('workspaceKeys.title')} actions={newButton} layout="text">
      <Text c="dimmed" mb="md">
        {t('workspaceKeys.text')}
      </Text>
      {isPending && <LoadingState lines={4} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <EmptyState icon={IconKey} title={t('apiKeys.none')} />}
      {data && data.items.length > 0 && <KeyList items={data.items} />}
      <Suspense>
        {creating && <NewServiceKeyDialog keys={data?.items ?? []} onClose={() => setCreating(false)} />}
      </Suspense>
    </Page>
  );
}

function KeyList({ items }: { readonly items: readonly WorkspaceKey[] }) {
  const { t } = useTranslation('workspace');
  const [ending, setEnding] = useState<WorkspaceKey | null>(null);
  const end = useEndWorkspaceKey();
  const factsOf = useOwnersFacts();
  const confirm = () => {
    if (ending) end.mutate(ending.id, { onError: (error) => notifyProblem(error, t) });
    setEnding(null);
  };
  return (
    <>
      <ul className={classes.keys}>
        {items.map((key) => (
          <ApiKeyLine key={key.id} apiKey={key} more={factsOf(key)} onDelete={() => setEnding(key)} />
        ))}
      </ul>
      <ConfirmDialog
        opened={ending !== null}
        onClose={() => setEnding(null)}
        title={t('apiKeys.deleteNamed', { name: ending?.name ?? '' })}
        text={t('apiKeys.deleteText')}
        confirmLabel={t('apiKeys.delete')}
        danger
        onConfirm={confirm}
      />
    </>
  );
}

/** What owners are told of a key besides: whose it is, in which role it acts, who made it, and whence it was used. */
function useOwnersFacts() {
  const { t } = useTranslation('workspace');
  return ({ holder, madeBy, lastUsedFrom }: WorkspaceKey) => {
    const role = holder.accessRole ?? t(`nouns:member.options.role.${holder.role}`);
    return [
      { label: t(holder.service ? 'workspaceKeys.service' : 'workspaceKeys.person'), value: holder.name },
      { label: t('workspaceKeys.role'), value: role },
      ...(holder.service && madeBy ? [{ label: t('workspaceKeys.madeBy'), value: madeBy.name }] : []),
      ...(lastUsedFrom ? [{ label: t('workspaceKeys.from'), value: lastUsedFrom }] : []),
    ];
  };
}
