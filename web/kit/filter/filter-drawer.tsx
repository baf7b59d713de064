import { Button, Drawer, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useMetadata } from '../data/metadata.ts';
import classes from './filter-builder.module.css';
import { listTargets } from './filter-fields.ts';
import { fromGroup, simplify, toRoot } from './filter-tree.ts';
import { GroupEditor } from './group-editor.tsx';
import { completeFilter, newCondition } from './new-condition.ts';

interface FilterDrawerProps {
  readonly noun: NounMetadata;
  readonly filter: Filter | undefined;
  /** Asks of the record itself alone: nothing of what it points at, what hangs on it, or its past. */
  readonly ofItself?: boolean;
  readonly onApply: (filter: Filter | undefined) => void;
  readonly onClose: () => void;
}

/** Builds a list's filter: conditions, and groups of them, each all, any or none. */
export default function FilterDrawer({ noun, filter, ofItself = false, onApply, onClose }: FilterDrawerProps) {
  const { t } = useTranslation('kit');
  const { data: metadata } = useMetadata();
  const known = metadata ? listTargets(metadata, noun) : [];
  const targets = ofItself
    ? known.filter(({ through, ofChild, field }) => !through && !ofChild && !field.computed)
    : known;
  const [root, setRoot] = useState(() => {
    const opened = toRoot(filter);
    const [first] = targets;
    return opened.children.length > 0 || !first ? opened : { ...opened, children: [newCondition(first)] };
  });
  const apply = () => {
    onApply(simplify(fromGroup({ ...root, children: root.children.flatMap((child) => completeFilter(child) ?? []) })));
    onClose();
  };
  const clear = () => {
    onApply(undefined);
    onClose();
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(40rem, 100vw)"
      title={t('filter.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <Text size="sm" c="dimmed" mb="md">
          {t('filter.hint')}
        </Text>
        <GroupEditor
          noun={noun}
          targets={targets}
          group={root}
          depth={0}
          offersMore={!ofItself}
          onChange={(next) => next && setRoot(next)}
        />
        <Group justify="flex-end" gap="xs" className={classes.foot}>
          <Button variant="default" onClick={clear}>
            {t('filter.clear')}
          </Button>
          <Button type="submit">{t('filter.apply')}</Button>
        </Group>
      </form>
    </Drawer>
  );
}
