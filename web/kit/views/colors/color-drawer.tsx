import { ActionIcon, Button, Drawer, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { viewColors, viewLimits } from '../../../../shared/views/view.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { useMetadata } from '../../data/metadata.ts';
import { type FilterTarget, listTargets } from '../../filter/filter-fields.ts';
import { type Group as FilterGroup, fromGroup, simplify, toRoot } from '../../filter/filter-tree.ts';
import { GroupEditor } from '../../filter/group-editor.tsx';
import { completeFilter, newCondition } from '../../filter/new-condition.ts';
import type { List } from '../../list/use-list.ts';
import type { ColorRules } from './color-rules.ts';
import classes from './colors.module.css';
import { accentOf } from './record-colors.tsx';

type Color = ColorRules[number]['color'];

interface Draft {
  readonly id: number;
  readonly group: FilterGroup;
  readonly color: Color;
}

interface ColorDrawerProps {
  readonly noun: NounMetadata;
  readonly list: Pick<List, 'search' | 'change'>;
  readonly onClose: () => void;
}

/** The rules that colour records: the first one met counts. They go by the record's own fields. */
export default function ColorDrawer({ noun, list, onClose }: ColorDrawerProps) {
  const { t } = useTranslation('views');
  const { data: metadata } = useMetadata();
  const targets = metadata ? listTargets(metadata, noun).filter(({ through, ofChild }) => !through && !ofChild) : [];
  const [drafts, setDrafts] = useState<readonly Draft[]>(() => startOf(list.search.colors, targets));
  const [first] = targets;
  const apply = () => {
    const rules = drafts.flatMap(ruleOf);
    list.change({ colors: rules.length > 0 ? rules : undefined });
    onClose();
  };
  const add = () => first && setDrafts([...drafts, newDraft(first, drafts)]);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(40rem, 100vw)"
      title={t('colors.title')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <Stack gap="lg">
        <Text size="sm" c="dimmed">
          {t('colors.hint')}
        </Text>
        {drafts.map((draft, index) => (
          <RuleEditor
            key={draft.id}
            noun={noun}
            targets={targets}
            draft={draft}
            number={index + 1}
            onChange={(next) => setDrafts(drafts.with(index, next))}
            onRemove={() => setDrafts(drafts.filter((one) => one.id !== draft.id))}
          />
        ))}
        {drafts.length < viewLimits.colors && (
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={add}>
            {t('colors.add')}
          </Button>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button onClick={apply}>{t('colors.apply')}</Button>
        </Group>
      </Stack>
    </Drawer>
  );
}

interface RuleEditorProps {
  readonly noun: NounMetadata;
  readonly targets: readonly FilterTarget[];
  readonly draft: Draft;
  readonly number: number;
  readonly onChange: (draft: Draft) => void;
  readonly onRemove: () => void;
}

function RuleEditor({ noun, targets, draft, number, onChange, onRemove }: RuleEditorProps) {
  const { t } = useTranslation('views');
  return (
    <Stack gap="xs" role="group" aria-label={t('colors.rule', { number })}>
      <Group gap="xs" wrap="nowrap">
        <span className={classes.swatch} style={{ background: accentOf(draft.color) }} aria-hidden />
        <NativeSelect
          aria-label={t('colors.color')}
          data={viewColors.map((value) => ({ value, label: t(`colors.names.${value}`) }))}
          value={draft.color}
          style={{ flex: 1 }}
          onChange={(event) => onChange({ ...draft, color: event.currentTarget.value as Color })}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size="input-sm"
          aria-label={t('colors.remove', { number })}
          onClick={onRemove}
        >
          <IconX size={16} />
        </ActionIcon>
      </Group>
      <GroupEditor
        noun={noun}
        targets={targets}
        group={draft.group}
        depth={0}
        onChange={(group) => group && onChange({ ...draft, group })}
      />
    </Stack>
  );
}

function startOf(rules: List['search']['colors'], targets: readonly FilterTarget[]): readonly Draft[] {
  const [first] = targets;
  if (!rules) return first ? [newDraft(first, [])] : [];
  return rules.map(({ filter, color }, id) => ({ id, color, group: toRoot(filter) }));
}

/** A rule in a colour that no other has yet. */
function newDraft(target: FilterTarget, others: readonly Draft[]): Draft {
  const color = viewColors.find((one) => others.every((other) => other.color !== one)) ?? viewColors[0];
  const id = Math.max(-1, ...others.map((other) => other.id)) + 1;
  return { id, color, group: { mode: 'all', children: [newCondition(target)] } };
}

/** What is complete of a rule; nothing where no condition is. */
function ruleOf({ group, color }: Draft): ColorRules {
  const children = group.children.flatMap((child) => completeFilter(child) ?? []);
  const filter = simplify(fromGroup({ ...group, children }));
  return filter ? [{ filter, color }] : [];
}
