import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { notifyDone } from '../../../web/shell/notify.ts';
import { useSession } from '../../../web/shell/session.ts';
import { ConfirmDialog } from '../../../web/ui/confirm-dialog.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import { useAccess, useAccount } from './account.queries.ts';
import { GiveAccessForm } from './give-access-form.tsx';

/** Whether a member can sign in, and how to let them; for owners. */
export default function AccountPanel({ record }: { readonly record: AnyRecord }) {
  const { t } = useTranslation('workspace');
  const isOwner = useSession()?.role === 'owner';
  const { data, error, isPending, refetch } = useAccount(record.id, isOwner);
  if (!isOwner) return null;
  return (
    <SectionCard title={t('account.title')}>
      {isPending && <LoadingState lines={1} />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.account && <SignsIn member={record} email={data.account.email} />}
      {data && !data.account && (
        <>
          <Text size="sm" c="dimmed" mb="sm">
            {t('account.none')}
          </Text>
          {record.active === true && <GiveAccessForm memberId={record.id} email={String(record.email ?? '')} />}
        </>
      )}
    </SectionCard>
  );
}

function SignsIn({ member, email }: { readonly member: AnyRecord; readonly email: string }) {
  const { t } = useTranslation('workspace');
  const [asking, setAsking] = useState(false);
  const { shutOut } = useAccess(member.id);
  const confirm = async () => {
    await shutOut.mutateAsync();
    notifyDone(t('account.deactivated'));
  };
  return (
    <>
      <Text size="sm">{t('account.signsInAs', { email })}</Text>
      {member.active === true && (
        <Button variant="default" mt="sm" onClick={() => setAsking(true)}>
          {t('account.deactivate')}
        </Button>
      )}
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={`${t('account.deactivate')}: ${String(member.name ?? '')}`}
        text={t('account.deactivateText')}
        confirmLabel={t('account.deactivate')}
        danger
        onConfirm={confirm}
      />
    </>
  );
}
