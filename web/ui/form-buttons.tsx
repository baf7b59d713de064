import { Button, Group } from '@mantine/core';

interface FormButtonsProps {
  readonly cancel: string;
  readonly submit: string;
  readonly loading?: boolean;
  readonly onCancel: () => void;
}

/** The way out of a dialog's form, and the way through it. */
export function FormButtons({ cancel, submit, loading = false, onCancel }: FormButtonsProps) {
  return (
    <Group justify="flex-end" gap="xs" mt="md">
      <Button variant="default" onClick={onCancel}>
        {cancel}
      </Button>
      <Button type="submit" loading={loading}>
        {submit}
      </Button>
    </Group>
  );
}
