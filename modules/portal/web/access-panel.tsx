import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import { IconDoorEnter } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { createClient } from '../../../web/client/client.ts';
import { problemLines } from '../../../web/i18n/problem-text.ts';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyDone } from '../../../web/shell/notify.ts';
import { ConfirmDialog } from '../../../web/ui/confirm-dialog.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import { changePortalAccount, endPortalAccount, listPortalAccounts, type PortalAccount } from '../contract/index.ts';
import { InviteDialog } from './invite-dialog.tsx';

const client = createClient();

/** By which addresses a person may look into the portal, and who lets them. */
export default function AccessPanel({ record }: { readonly record: AnyRecord }) {
  const { t } = useTranslation('portal');
  const [inviting, setInviting] = useState<string | null>(null);
  const queries = useQueryClient();
  const queryKey = ['portal-accounts', record.id];
  const { data } = useQuery({
    queryKey,
    queryFn: () => client.call(listPortalAccounts, { params: { id: record.id } }),
    // Whose role hides addresses is refused, and shown nothing.
    retry: false,
  });
  const renew = () => queries.invalidateQueries({ queryKey });
  if (!data || (data.items.length === 0 && !data.mayChange)) return null;
  const addresses = ((record.emails ?? []) as readonly { readonly address: string }[]).map(({ address }) => address);
  const invite = data.mayChange && (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconDoorEnter size={14} aria-hidden />}
      onClick={() => setInviting(addresses[0] ?? '')}
    >
      {t('access.invite')}
    </Button>
  );
  const isEmpty = data.items.length === 0;
  return (
    <>
      <SectionCard
        title={t('access.title')}
        actions={isEmpty ? invite : null}
        empty={isEmpty ? t('access.none') : undefined}
      >
        <Stack gap="sm">
          {data.items.map((account) => (
            <AccountLine
              key={account.id}
              account={account}
              mayChange={data.mayChange}
              hasCompany={Boolean(record.company)}
              onInvite={() => setInviting(account.email)}
              onChanged={renew}
            />
          ))}
        </Stack>
      </SectionCard>
      {inviting !== null && (
        <InviteDialog
          record={record}
          addresses={addresses}
          initial={{ email: inviting, wholeCompany: data.items.find(({ email }) => email === inviting)?.wholeCompany }}
          onClose={() => setInviting(null)}
          onInvited={renew}
        />
      )}
    </>
  );
}

interface AccountLineProps {
  readonly account: PortalAccount;
  readonly mayChange: boolean;
  readonly hasCompany: boolean;
  readonly onInvite: () => void;
  readonly onChanged: () => Promise<void>;
}

function AccountLine({ account, mayChange, hasCompany, onInvite, onChanged }: AccountLineProps) {
  const { t } = useTranslation('portal');
  const format = useFormat();
  const [ending, setEnding] = useState(false);
  const { id, email, state, wholeCompany, invitedAt, lastSeenAt } = account;
  const change = useMutation({
    mutationFn: (whole: boolean) => client.call(changePortalAccount, { params: { id }, body: { wholeCompany: whole } }),
    onSuccess: onChanged,
  });
  const end = async () => {
    await client.call(endPortalAccount, { params: { id } });
    await onChanged();
    notifyDone(t('access.ended'));
  };
  const seen = lastSeenAt ? ` · ${t('access.seen', { date: format.date(lastSeenAt) })}` : '';
  return (
    <Stack gap={6}>
      <Text size="sm">
        <strong>{email}</strong>
        <br />
        <Text span size="sm" c="dimmed">
          {t(`access.state.${state}`, { date: format.date(invitedAt) })}
          {seen}
        </Text>
      </Text>
      {mayChange && (
        <>
          {(hasCompany || wholeCompany) && (
            <Switch
              size="sm"
              label={t('access.wholeCompany')}
              checked={change.isPending ? change.variables : wholeCompany}
              onChange={(event) => change.mutate(event.currentTarget.checked)}
            />
          )}
          {change.error ? (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {problemLines(change.error, t)}
            </Text>
          ) : null}
          <Group gap={4}>
            <Button variant="subtle" size="compact-sm" onClick={onInvite}>
              {t('access.again')}
            </Button>
            <Button variant="subtle" size="compact-sm" onClick={() => setEnding(true)}>
              {t('access.end')}
            </Button>
          </Group>
        </>
      )}
      <ConfirmDialog
        opened={ending}
        onClose={() => setEnding(false)}
        title={t('access.end')}
        text={t('access.endSure', { email })}
        confirmLabel={t('access.end')}
        danger
        onConfirm={end}
      />
    </Stack>
  );
}
