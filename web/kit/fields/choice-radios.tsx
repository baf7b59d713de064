import { Radio, SimpleGrid } from '@mantine/core';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { findField } from '../data/named-field.ts';
import { useLabels } from '../labels.ts';

interface ChoiceRadiosProps {
  readonly noun: NounMetadata;
  /** The name of a field that holds one of several options. */
  readonly name: string;
  readonly value: unknown;
  readonly error?: string | undefined;
  readonly onChange: (value: string) => void;
}

/** The options of a required choice side by side: one click, or the arrow keys. */
export function ChoiceRadios({ noun, name, value, error, onChange }: ChoiceRadiosProps) {
  const labels = useLabels();
  const field = findField(noun, name);
  if (field?.kind !== 'choice') return null;
  return (
    <Radio.Group
      label={labels.field(noun.name, field)}
      withAsterisk
      error={error}
      value={typeof value === 'string' ? value : ''}
      onChange={onChange}
    >
      <SimpleGrid cols={2} spacing="xs" verticalSpacing="xs" mt={4}>
        {field.options
          .filter((option) => !option.retired)
          .map((option, index) => (
            <Radio
              key={option.value}
              value={option.value}
              label={labels.option(noun.name, field, option.value)}
              data-autofocus={index === 0 || undefined}
            />
          ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
