import { ActionIcon, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { ConditionEditor } from './condition-editor.tsx';
import classes from './filter-builder.module.css';
import type { FilterTarget } from './filter-fields.ts';
import {
  type Group as FilterGroup,
  fromGroup,
  type GroupMode,
  isCondition,
  replaceAt,
  toGroup,
} from './filter-tree.ts';
import { newCondition } from './new-condition.ts';

/** Groups within groups; the server takes trees of six levels, `none of` needs two for one. */
const deepest = 2;

interface GroupEditorProps {
  readonly noun: NounMetadata;
  readonly targets: readonly FilterTarget[];
  readonly group: FilterGroup;
  readonly depth: number;
  /** Null takes the group away. */
  readonly onChange: (group: FilterGroup | null) => void;
}

/** Conditions and groups joined by all, any or none. */
export function GroupEditor({ noun, targets, group, depth, onChange }: GroupEditorProps) {
  const { t } = useTranslation('kit');
  const [first] = targets;
  const change = (index: number, child: Filter | null) => onChange(replaceAt(group, [index], child));
  const append = (child: Filter) => onChange({ ...group, children: [...group.children, child] });
  return (
    <div
      className={classes.group}
      data-nested={depth > 0 || undefined}
      role="group"
      aria-label={t(`filter.mode.${group.mode}`)}
    >
      <Group justify="space-between" wrap="nowrap" mb="xs">
        <ModeSelect mode={group.mode} onChange={(mode) => onChange({ ...group, mode })} />
        {depth > 0 && (
          <ActionIcon aria-label={t('filter.removeGroup')} onClick={() => onChange(null)}>
            <IconX size={16} />
          </ActionIcon>
        )}
      </Group>
      <Stack gap="xs">
        {group.children.map((child, index) => (
          <ChildEditor
            // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity of their own; they are edited in place.
            key={`${depth}.${index}`}
            noun={noun}
            targets={targets}
            filter={child}
            depth={depth}
            onChange={(next) => change(index, next)}
          />
        ))}
      </Stack>
      {first && (
        <Group gap="xs" mt="xs">
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => append(newCondition(first))}>
            {t('filter.addCondition')}
          </Button>
          {depth < deepest && (
            <Button variant="subtle" color="gray" onClick={() => append({ any: [newCondition(first)] })}>
              {t('filter.addGroup')}
            </Button>
          )}
        </Group>
      )}
    </div>
  );
}

interface ChildEditorProps extends Pick<GroupEditorProps, 'noun' | 'targets' | 'depth'> {
  readonly filter: Filter;
  readonly onChange: (filter: Filter | null) => void;
}

function ChildEditor({ noun, targets, filter, depth, onChange }: ChildEditorProps) {
  const { t } = useTranslation('kit');
  if (isCondition(filter)) {
    return <ConditionEditor noun={noun} targets={targets} condition={filter} onChange={onChange} />;
  }
  const group = toGroup(filter);
  if (group) {
    return (
      <GroupEditor
        noun={noun}
        targets={targets}
        group={group}
        depth={depth + 1}
        onChange={(next) => onChange(next && fromGroup(next))}
      />
    );
  }
  return <Text size="sm">{t('filter.searchFor', { words: 'search' in filter ? filter.search : '' })}</Text>;
}

function ModeSelect({ mode, onChange }: { readonly mode: GroupMode; readonly onChange: (mode: GroupMode) => void }) {
  const { t } = useTranslation('kit');
  return (
    <NativeSelect
      aria-label={t('filter.joinedBy')}
      value={mode}
      onChange={(event) => onChange(event.currentTarget.value as GroupMode)}
      data={(['all', 'any', 'not'] as const).map((value) => ({ value, label: t(`filter.mode.${value}`) }))}
    />
  );
}
