import { ActionIcon, Button, Group, NativeSelect, Stack } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Bucket, Grouping } from '../../../shared/contract/record-aggregate.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { findField } from '../data/named-field.ts';
import { useLabels } from '../labels.ts';
import { fieldsForGroups, isDay } from './fields-for.ts';

/** The spans records are grouped by most; a day alone makes too many groups to read. */
const spans = ['day', 'week', 'month', 'quarter', 'year'] as const satisfies readonly Bucket[];
const mostLevels = 3;

interface GroupLevelsProps {
  readonly noun: NounMetadata;
  readonly levels: readonly Grouping[];
  readonly onChange: (levels: readonly Grouping[]) => void;
}

/** What records are grouped by, outermost first. */
export function GroupLevels({ noun, levels, onChange }: GroupLevelsProps) {
  const { t } = useTranslation('views');
  const left = fieldsForGroups(noun).find(({ name }) => levels.every(({ field }) => field !== name));
  const startOf = (name: string): Grouping => {
    const field = findField(noun, name);
    return field && isDay(field) ? { field: name, by: 'month' } : { field: name };
  };
  return (
    <Stack gap={6}>
      {levels.map((level, index) => (
        <LevelLine
          key={level.field}
          noun={noun}
          level={level}
          index={index}
          onField={(name) => onChange(levels.with(index, startOf(name)))}
          onBy={(by) => onChange(levels.with(index, { ...level, by }))}
          onRemove={levels.length > 1 ? () => onChange(levels.filter((_, at) => at !== index)) : null}
        />
      ))}
      {levels.length < mostLevels && left && (
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => onChange([...levels, startOf(left.name)])}
        >
          {t('display.addLevel')}
        </Button>
      )}
    </Stack>
  );
}

interface LevelLineProps {
  readonly noun: NounMetadata;
  readonly level: Grouping;
  readonly index: number;
  readonly onField: (name: string) => void;
  readonly onBy: (by: Bucket) => void;
  readonly onRemove: (() => void) | null;
}

function LevelLine({ noun, level, index, onField, onBy, onRemove }: LevelLineProps) {
  const { t } = useTranslation('views');
  const labels = useLabels();
  const label = t('display.level', { number: index + 1 });
  const known = fieldsForGroups(noun).map((field) => ({ value: field.name, label: labels.field(noun.name, field) }));
  // A field of a related record comes by a link; it is kept and shown by its path.
  const data = known.some(({ value }) => value === level.field)
    ? known
    : [...known, { value: level.field, label: level.field }];
  return (
    <Group gap={6} wrap="nowrap" align="flex-end">
      <NativeSelect
        label={label}
        data={data}
        value={level.field}
        style={{ flex: 1, minWidth: 0 }}
        onChange={(event) => onField(event.currentTarget.value)}
      />
      {level.by && (
        <NativeSelect
          aria-label={t('display.span')}
          data={spans.map((span) => ({ value: span, label: t(`bucket.${span}`) }))}
          value={level.by}
          style={{ width: '7rem' }}
          onChange={(event) => onBy(event.currentTarget.value as Bucket)}
        />
      )}
      {onRemove && (
        <ActionIcon
          size="input-sm"
          variant="subtle"
          color="gray"
          aria-label={t('display.removeLevel', { number: index + 1 })}
          onClick={onRemove}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
    </Group>
  );
}
