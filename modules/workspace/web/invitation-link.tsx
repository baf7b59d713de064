import { Alert, Button, CopyButton, Group, Stack, TextInput } from '@mantine/core';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';

interface InvitationLinkProps {
  readonly link: string;
  readonly onClose: () => void;
}

/** A link to be handed over where there is no mail. */
export function InvitationLink({ link, onClose }: InvitationLinkProps) {
  const { t } = useTranslation('workspace');
  return (
    <Stack gap="sm">
      <Alert color="yellow">{t('invitations.copyText')}</Alert>
      <TextInput
        label={t('invitations.link')}
        readOnly
        value={link}
        onFocus={(event) => event.currentTarget.select()}
        data-autofocus
      />
      <Group justify="flex-end" gap="xs">
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'invitations.copied' : 'invitations.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{t('invitations.done')}</Button>
      </Group>
    </Stack>
  );
}
