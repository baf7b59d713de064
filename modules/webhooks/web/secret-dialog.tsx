import { Alert, Button, CopyButton, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';

/** Shows a secret, once. */
export function SecretDialog({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const { t } = useTranslation('webhooks');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('secret')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('done') }}
    >
      <Stack gap="sm">
        <Alert color="yellow">{t('secretOnce')}</Alert>
        <TextInput
          label={t('secret')}
          readOnly
          value={secret}
          onFocus={(event) => event.currentTarget.select()}
          data-autofocus
        />
        <Group justify="flex-end" gap="xs">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? 'copied' : 'copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{t('done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
