import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { notifyDone, notifyProblem } from '../../shell/notify.ts';
import { useRemoval } from '../data/record-removal.ts';

/** Deletes without asking, since it can be taken back: by the button in the message, or from the bin later. */
export function useRemovalWithUndo(noun: NounMetadata) {
  const { t } = useTranslation('kit');
  const deletion = useRemoval(noun, 'delete');
  const restoration = useRemoval(noun, 'restore');
  const restore = (ids: readonly string[]) =>
    restoration.mutate(ids, {
      onSuccess: () => notifyDone(t('record.restored', { count: ids.length })),
      onError: (error) => notifyProblem(error, t),
    });
  const remove = (ids: readonly string[], onRemoved?: () => void) =>
    deletion.mutate(ids, {
      onSuccess: () => {
        onRemoved?.();
        showUndo(ids[0] ?? '', t('record.deleted', { count: ids.length }), t('record.undo'), () => restore(ids));
      },
      onError: (error) => notifyProblem(error, t),
    });
  return { remove, restore, isPending: deletion.isPending || restoration.isPending };
}

function showUndo(key: string, text: string, undo: string, onUndo: () => void): void {
  const id = `undo:${key}`;
  const takeBack = () => {
    notifications.hide(id);
    onUndo();
  };
  const message = (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{text}</Text>
      <Button variant="light" size="xs" onClick={takeBack}>
        {undo}
      </Button>
    </Group>
  );
  notifications.show({ id, message, autoClose: 10_000, role: 'status' });
}
