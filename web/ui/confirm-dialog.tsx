import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { problemLines } from '../i18n/problem-text.ts';
import { useTranslation } from '../i18n/use-translation.tsx';

interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly text: string;
  /** The verb on the button, e.g. "Delete". */
  readonly confirmLabel: string;
  readonly danger?: boolean;
  /** The dialog stays open, with the reason, when it rejects. */
  readonly onConfirm: () => Promise<void> | void;
}

/** Asks before an act that is not easily taken back. The safe answer has the focus. */
export function ConfirmDialog({ opened, onClose, title, text, confirmLabel, danger, onConfirm }: ConfirmDialogProps) {
  const { t } = useTranslation('shell');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onClose();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Text size="sm">{text}</Text>
      {error ? (
        <Text size="sm" c="var(--mantine-color-error)" mt="sm" role="alert">
          {problemLines(error, t)}
        </Text>
      ) : null}
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('action.cancel')}
        </Button>
        <Button color={danger ? 'red.9' : undefined} loading={busy} onClick={confirm}>
          {confirmLabel}
        </Button>
      </Group>
    </Modal>
  );
}
