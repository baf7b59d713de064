import { ActionIcon, Button, Checkbox, Group, ScrollArea, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { NamedField } from '../data/named-field.ts';
import { useLabels } from '../labels.ts';
import type { Columns } from './use-columns.ts';

interface ColumnsMenuProps {
  readonly noun: NounMetadata;
  readonly columns: Columns;
}

/** Which columns are shown, and in what order. */
export default function ColumnsMenu({ noun, columns }: ColumnsMenuProps) {
  const { t } = useTranslation('kit');
  const rest = noun.fields.filter((field) => !columns.names.includes(field.name));
  const toggle = (name: string) => {
    const shown = columns.names.includes(name);
    columns.choose(shown ? columns.names.filter((other) => other !== name) : [...columns.names, name]);
  };
  return (
    <Stack gap="xs" w={300}>
      <ScrollArea.Autosize mah="60vh" type="auto">
        <Stack gap={2} component="ul" p={4} m={0} style={{ listStyle: 'none' }}>
          {columns.fields.map((field, index) => (
            <ColumnLine key={field.name} noun={noun} field={field} shown onToggle={toggle}>
              <MoveButtons noun={noun} field={field} index={index} columns={columns} />
            </ColumnLine>
          ))}
          {rest.map((field) => (
            <ColumnLine key={field.name} noun={noun} field={field} shown={false} onToggle={toggle} />
          ))}
        </Stack>
      </ScrollArea.Autosize>
      <Button variant="default" onClick={() => columns.choose(null)}>
        {t('columns.reset')}
      </Button>
      <Text size="xs" c="dimmed">
        {t('columns.hint')}
      </Text>
    </Stack>
  );
}

interface ColumnLineProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  readonly shown: boolean;
  readonly onToggle: (name: string) => void;
  readonly children?: ReactNode;
}

function ColumnLine({ noun, field, shown, onToggle, children }: ColumnLineProps) {
  const labels = useLabels();
  return (
    <Group component="li" justify="space-between" wrap="nowrap" gap="xs" mih={32}>
      <Checkbox
        label={labels.field(noun.name, field)}
        checked={shown}
        disabled={field.name === noun.title}
        onChange={() => onToggle(field.name)}
      />
      {children}
    </Group>
  );
}

interface MoveButtonsProps extends ColumnsMenuProps {
  readonly field: NamedField;
  readonly index: number;
}

function MoveButtons({ noun, field, index, columns }: MoveButtonsProps) {
  const { t } = useTranslation('kit');
  const column = useLabels().field(noun.name, field);
  const move = (step: -1 | 1) => {
    const names = [...columns.names];
    const [name] = names.splice(index, 1);
    if (name) names.splice(index + step, 0, name);
    columns.choose(names);
  };
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon aria-label={t('columns.earlier', { column })} disabled={index === 0} onClick={() => move(-1)}>
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        aria-label={t('columns.later', { column })}
        disabled={index === columns.names.length - 1}
        onClick={() => move(1)}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
    </Group>
  );
}
