import { Badge, Button, Modal, Text } from '@mantine/core';
import { IconMailForward, IconUserPlus } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyDone, notifyProblem } from '../../../web/shell/notify.ts';
import { ConfirmDialog } from '../../../web/ui/confirm-dialog.tsx';
import { EmptyState } from '../../../web/ui/empty-state.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import classes from '../../../web/ui/framed-list.module.css';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { part } from '../../../web/ui/part.tsx';
import type { Invitation } from '../contract/invitation.api.ts';
import { InvitationLink } from './invitation-link.tsx';
import { useInvitations, useInviteAgain, useRevoke } from './invitations.queries.ts';

const InviteDialog = part(() => import('./invite-dialog.tsx'));

/** Who is invited and has not come in yet. */
export function InvitationsPage() {
  const { t } = useTranslation('workspace');
  const [inviting, setInviting] = useState(false);
  const { data, error, isPending, refetch } = useInvitations();
  const inviteButton = (
    <Button leftSection={<IconUserPlus size={16} />} onClick={() => setInviting(true)}>
      {t('invitations.invite')}
    </Button>
  );
  return (
    <Page title={t('navigation.invitations')} actions={inviteButton} layout="text">
      <Text c="dimmed" mb="md">
        {t('invitations.text')}
      </Text>
      {isPending && <LoadingState lines={3} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <EmptyState icon={IconMailForward} title={t('invitations.none')} />}
      {data && data.items.length > 0 && <InvitationList items={data.items} />}
      <Suspense>{inviting && <InviteDialog onClose={() => setInviting(false)} />}</Suspense>
    </Page>
  );
}

function InvitationList({ items }: { readonly items: readonly Invitation[] }) {
  const { t } = useTranslation('workspace');
  const [leaving, setLeaving] = useState<Invitation | null>(null);
  const revoke = useRevoke();
  const confirm = async () => {
    if (leaving) await revoke.mutateAsync(leaving.id);
    notifyDone(t('invitations.revoked'));
  };
  return (
    <>
      <ul className={classes.list}>
        {items.map((invitation) => (
          <InvitationLine key={invitation.id} invitation={invitation} onRevoke={() => setLeaving(invitation)} />
        ))}
      </ul>
      <ConfirmDialog
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={t('invitations.revokeTitle', { name: leaving?.member.name ?? '' })}
        text={t('invitations.revokeText')}
        confirmLabel={t('invitations.revoke')}
        danger
        onConfirm={confirm}
      />
    </>
  );
}

interface InvitationLineProps {
  readonly invitation: Invitation;
  readonly onRevoke: () => void;
}

function InvitationLine({ invitation, onRevoke }: InvitationLineProps) {
  const { t } = useTranslation('workspace');
  const format = useFormat();
  const again = useInviteAgain();
  const { member, email, expiresAt, isOpen } = invitation;
  const repeat = () =>
    again.mutate(invitation.id, {
      onSuccess: ({ link }) => {
        if (!link) notifyDone(t('invitations.sent', { email }));
      },
      onError: (error) => notifyProblem(error, t),
    });
  return (
    <li className={classes.line}>
      <Text className={classes.name}>{member.name}</Text>
      {!isOpen && (
        <Badge variant="dot" color="orange">
          {t('invitations.lapsed')}
        </Badge>
      )}
      <Button size="compact-xs" variant="subtle" loading={again.isPending} onClick={repeat}>
        {t('invitations.again')}
      </Button>
      <Button size="compact-xs" variant="subtle" color="red" onClick={onRevoke}>
        {t('invitations.revoke')}
      </Button>
      <div className={classes.facts}>
        {[
          email,
          t(`nouns:member.options.role.${member.role}`),
          ...(isOpen ? [t('invitations.until', { time: format.dateTime(expiresAt) })] : []),
        ].join(' · ')}
      </div>
      {again.data?.link && (
        <Modal
          opened
          onClose={again.reset}
          title={member.name}
          closeOnClickOutside={false}
          closeButtonProps={{ 'aria-label': t('invitations.cancel') }}
        >
          <InvitationLink link={again.data.link} onClose={again.reset} />
        </Modal>
      )}
    </li>
  );
}
