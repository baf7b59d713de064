import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { CopiedText } from '../../../web/ui/copied-text.tsx';

interface KeyDialogProps {
  readonly apiKey: string;
  readonly path: string;
  readonly onClose: () => void;
}

/** Where a telephone system sends its events, and with which key, which is shown this once. */
export function KeyDialog({ apiKey, path, onClose }: KeyDialogProps) {
  const { t } = useTranslation('calls');
  const words = { copy: t('key.copy'), copied: t('key.copied') };
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
        <CopiedText words={words} label={t('key.address')} value={`${window.location.origin}${path}`} />
        <CopiedText words={words} label={t('key.key')} value={apiKey} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('key.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
