import { Text } from '@mantine/core';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import FieldInput from '../../../web/kit/fields/inputs/field-input.tsx';
import { useLabels } from '../../../web/kit/labels.ts';

interface TaskInputProps {
  readonly noun: NounMetadata;
  /** The field of a task that is being written. */
  readonly name: string;
  /** What it is called here; the field's own label when absent. */
  readonly label?: string;
  readonly help?: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly error?: string | undefined;
  readonly onChange: (values: Readonly<Record<string, unknown>>) => void;
}

/** One field of a task that is planned, logged or completed. */
export function TaskInput({ noun, name, label, help, values, error, onChange }: TaskInputProps) {
  const labels = useLabels();
  const field = findField(noun, name);
  if (!field) return null;
  return (
    <div>
      <FieldInput
        noun={noun}
        field={{ ...field, required: false }}
        label={label ?? labels.field(noun.name, field)}
        value={values[name]}
        error={error}
        onChange={(value) => onChange({ ...values, [name]: value })}
      />
      {help && (
        <Text size="xs" c="dimmed" mt={2}>
          {help}
        </Text>
      )}
    </div>
  );
}
