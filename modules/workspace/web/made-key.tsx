import { Alert, Button, CopyButton, Group, Stack, TextInput } from '@mantine/core';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';

/** A new key, to be copied now. */
export function MadeKey({ value, onClose }: { readonly value: string; readonly onClose: () => void }) {
  const { t } = useTranslation('workspace');
  return (
    <Stack gap="sm">
      <Alert color="yellow">{t('apiKeys.shownOnce')}</Alert>
      <TextInput
        label={t('apiKeys.key')}
        readOnly
        value={value}
        onFocus={(event) => event.currentTarget.select()}
        data-autofocus
      />
      <Group justify="flex-end" gap="xs">
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'apiKeys.copied' : 'apiKeys.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{t('apiKeys.done')}</Button>
      </Group>
    </Stack>
  );
}
