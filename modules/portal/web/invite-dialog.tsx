import { Button, CopyButton, Group, Modal, Radio, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { createClient } from '../../../web/client/client.ts';
import { problemFields } from '../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { notifyDone } from '../../../web/shell/notify.ts';
import { FormButtons } from '../../../web/ui/form-buttons.tsx';
import { inviteToPortal } from '../contract/index.ts';

const client = createClient();

interface InviteDialogProps {
  readonly record: AnyRecord;
  readonly addresses: readonly string[];
  readonly initial: { readonly email: string; readonly wholeCompany?: boolean | undefined };
  readonly onClose: () => void;
  readonly onInvited: () => Promise<void>;
}

/** Lets a person into the portal by one of their addresses; where no letter can be sent, by a link to hand over. */
export function InviteDialog({ record, addresses, initial, onClose, onInvited }: InviteDialogProps) {
  const { t } = useTranslation('portal');
  const [email, setEmail] = useState(initial.email);
  const [wholeCompany, setWholeCompany] = useState(initial.wholeCompany ?? false);
  const [link, setLink] = useState<string | null>(null);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(inviteToPortal, { params: { id: record.id }, body: { email, wholeCompany } }),
    onSuccess: async (made) => {
      await onInvited();
      if (made.link) return setLink(made.link);
      notifyDone(t('access.sent', { email }));
      onClose();
    },
  });
  const faults = error ? problemFields(error, t) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t('access.invite')} closeButtonProps={{ 'aria-label': t('access.cancel') }}>
      {link ? (
        <LinkToHandOver link={link} />
      ) : addresses.length === 0 ? (
        <Text size="sm">{t('access.noAddress')}</Text>
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            <FormProblem error={error} />
            <Radio.Group label={t('access.email')} value={email} onChange={setEmail} error={faults.email}>
              <Stack gap={6} mt={4}>
                {addresses.map((address) => (
                  <Radio key={address} value={address} label={address} />
                ))}
              </Stack>
            </Radio.Group>
            {Boolean(record.company) && (
              <Switch
                label={t('access.wholeCompany')}
                checked={wholeCompany}
                error={faults.wholeCompany}
                onChange={(event) => setWholeCompany(event.currentTarget.checked)}
              />
            )}
          </Stack>
          <FormButtons cancel={t('access.cancel')} submit={t('access.send')} loading={isPending} onCancel={onClose} />
        </form>
      )}
    </Modal>
  );
}

function LinkToHandOver({ link }: { readonly link: string }) {
  const { t } = useTranslation('portal');
  return (
    <Stack gap="sm">
      <Text size="sm">{t('access.link')}</Text>
      <Group gap="xs" align="end" wrap="nowrap">
        <TextInput aria-label={t('access.title')} value={link} readOnly flex={1} data-autofocus />
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'access.copied' : 'access.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  );
}
