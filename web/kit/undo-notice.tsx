import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';

interface UndoTexts {
  readonly text: string;
  /** What the button says. */
  readonly undo: string;
  /** What closing the notice is called. */
  readonly close: string;
}

/** Tells in a corner of the screen what was done, with a button that takes it back. The texts are translated. */
export function showUndo(key: string, { text, undo, close }: UndoTexts, onUndo: () => void): void {
  const id = `undo:${key}`;
  const takeBack = () => {
    notifications.hide(id);
    onUndo();
  };
  const message = (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{text}</Text>
      <Button variant="light" size="xs" style={{ flex: 'none' }} onClick={takeBack}>
        {undo}
      </Button>
    </Group>
  );
  // What was done last is what is taken back; a notice that is there would be left as it is.
  notifications.hide(id);
  notifications.show({ id, message, autoClose: 10_000, role: 'status', closeButtonProps: { 'aria-label': close } });
}
