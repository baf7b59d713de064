import { Button, Group, Text } from '@mantine/core';
import { Suspense, useState } from 'react';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyDone, notifyProblem } from '../../../web/shell/notify.ts';
import { useSession } from '../../../web/shell/session.ts';
import { ConfirmDialog } from '../../../web/ui/confirm-dialog.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { part } from '../../../web/ui/part.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import { useAccess, useAccount, useSeeAs } from './account.queries.ts';
import { GiveAccessForm } from './give-access-form.tsx';
import { deviceName } from './security/device-name.ts';
import { useEndMemberSessions, useMemberSessions } from './security/sessions.queries.ts';

const LeaverDialog = part(() => import('./leaver/leaver-dialog.tsx'));

/** Whether a member can sign in and where they are, how to let them in and out; for owners. */
export default function AccountPanel({ record }: { readonly record: AnyRecord }) {
  const { t } = useTranslation('workspace');
  const isOwner = useSession()?.role === 'owner';
  const { data, error, isPending, refetch } = useAccount(record.id, isOwner && record.service !== true);
  if (!isOwner) return null;
  if (record.service === true) return <ServiceCard member={record} />;
  return (
    <SectionCard title={t('account.title')}>
      {isPending && <LoadingState lines={1} />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.account && (
        <>
          <Text size="sm">{t('account.signsInAs', { email: data.account.email })}</Text>
          <Places memberId={record.id} />
          {data.account.secondFactor && <Factor memberId={record.id} />}
        </>
      )}
      {data && !data.account && (
        <>
          <Text size="sm" c="dimmed" mb="sm">
            {t('account.none')}
          </Text>
          {record.active === true && <GiveAccessForm memberId={record.id} email={String(record.email ?? '')} />}
        </>
      )}
      {data && <Leaving member={record} canSignIn={data.account !== null && record.active === true} />}
    </SectionCard>
  );
}

/** A service signs in nowhere: what it has is keys, and records. */
function ServiceCard({ member }: { readonly member: AnyRecord }) {
  const { t } = useTranslation('workspace');
  return (
    <SectionCard title={t('account.title')}>
      <Text size="sm">{t('workspaceKeys.panel')}</Text>
      <Leaving member={member} canSignIn={member.active === true} />
    </SectionCard>
  );
}

/** Where the member is signed in now. */
function Places({ memberId }: { readonly memberId: string }) {
  const { t } = useTranslation('workspace');
  const format = useFormat();
  const { data } = useMemberSessions(memberId);
  const end = useEndMemberSessions(memberId);
  const [last] = data?.items ?? [];
  if (!data) return null;
  if (!last)
    return (
      <Text size="sm" c="dimmed">
        {t(data.elsewhere ? 'account.elsewhere' : 'account.nowhere')}
      </Text>
    );
  const endAll = () =>
    end.mutate(undefined, {
      onSuccess: () => notifyDone(t('account.sessionsEnded')),
      onError: (error) => notifyProblem(error, t),
    });
  const place = [deviceName(last.userAgent), last.address, format.dateTime(last.lastSeenAt)].filter(Boolean);
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('account.places', { count: data.items.length })} {place.join(' · ')}
      </Text>
      <Button size="compact-sm" variant="default" mt="xs" loading={end.isPending} onClick={endAll}>
        {t('account.endSessions')}
      </Button>
    </>
  );
}

/** The second factor, and the way out for one whose phone is gone. */
function Factor({ memberId }: { readonly memberId: string }) {
  const { t } = useTranslation('workspace');
  const [asking, setAsking] = useState(false);
  const { resetFactor } = useAccess(memberId);
  const confirm = async () => {
    await resetFactor.mutateAsync();
    notifyDone(t('account.factorReset'));
  };
  return (
    <Group gap="xs" mt="xs">
      <Text size="sm" c="dimmed">
        {t('account.factorOn')}
      </Text>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {t('account.resetFactor')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('account.resetFactor')}
        text={t('account.resetFactorText')}
        confirmLabel={t('account.resetFactor')}
        danger
        onConfirm={confirm}
      />
    </Group>
  );
}

function Leaving({ member, canSignIn }: { readonly member: AnyRecord; readonly canSignIn: boolean }) {
  const { t } = useTranslation('workspace');
  const [asking, setAsking] = useState<'shutOut' | 'handOver' | null>(null);
  const see = useSeeAs(member.id);
  return (
    <>
      <Group gap="xs" mt="sm">
        {member.active === true && member.service !== true && (
          <Button
            variant="default"
            loading={see.isPending}
            onClick={() => see.mutate(undefined, { onError: (error) => notifyProblem(error, t) })}
          >
            {t('account.seeAs')}
          </Button>
        )}
        {canSignIn && (
          <Button variant="default" onClick={() => setAsking('shutOut')}>
            {t('account.deactivate')}
          </Button>
        )}
        <Button variant="default" onClick={() => setAsking('handOver')}>
          {t('leaver.title')}
        </Button>
      </Group>
      <Suspense>
        {asking && <LeaverDialog member={member} shutsOut={asking === 'shutOut'} onClose={() => setAsking(null)} />}
      </Suspense>
    </>
  );
}
