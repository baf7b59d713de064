import { Alert, Button, CopyButton, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';

interface KeyDialogProps {
  readonly apiKey: string;
  readonly path: string;
  readonly onClose: () => void;
}

/** Where a telephone system sends its events, and with which key, which is shown this once. */
export function KeyDialog({ apiKey, path, onClose }: KeyDialogProps) {
  const { t } = useTranslation('calls');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('key.title')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('key.done') }}
    >
      <Stack gap="sm">
        <Alert color="yellow">{t('key.once')}</Alert>
        <Copied label={t('key.address')} value={`${window.location.origin}${path}`} />
        <Copied label={t('key.key')} value={apiKey} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('key.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** A text to be taken elsewhere. */
export function Copied({ label, value }: { readonly label: string; readonly value: string }) {
  const { t } = useTranslation('calls');
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <TextInput flex={1} label={label} readOnly value={value} onFocus={(event) => event.currentTarget.select()} />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {t(copied ? 'key.copied' : 'key.copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
