import { CheckIcon, type ComboboxItem, Group, Text } from '@mantine/core';

interface DrawnOption {
  /** `help` is what the workspace says of a field. */
  readonly option: ComboboxItem & { readonly help?: string | undefined };
  readonly checked?: boolean | undefined;
}

/** Draws an option of a select of fields with its help below its name. */
export function renderOptionWithHelp({ option, checked }: DrawnOption) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs" flex={1}>
      <div>
        {option.label}
        {option.help && (
          <Text size="xs" c="dimmed">
            {option.help}
          </Text>
        )}
      </div>
      {checked && <CheckIcon size={12} style={{ flex: 'none', opacity: 0.4 }} />}
    </Group>
  );
}
