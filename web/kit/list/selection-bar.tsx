import { Button, Group, Text } from '@mantine/core';
import { IconRestore, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useRemovalWithUndo } from '../record/use-removal-with-undo.ts';
import classes from './list-page.module.css';
import type { Selection } from './use-selection.ts';

interface SelectionBarProps {
  readonly noun: NounMetadata;
  readonly selection: Selection;
  /** The bin is shown: records can be taken back instead of deleted. */
  readonly bin: boolean;
}

/** What can be done with the selected records. */
export function SelectionBar({ noun, selection, bin }: SelectionBarProps) {
  const { t } = useTranslation('kit');
  const removal = useRemovalWithUndo(noun);
  const ids = [...selection.ids];
  return (
    <Group className={classes.selection} gap="sm" role="region" aria-label={t('list.selection')}>
      <Text size="sm" fw={500} aria-live="polite">
        {t('list.selected', { count: ids.length })}
      </Text>
      {bin && noun.may.delete && (
        <Button
          variant="default"
          leftSection={<IconRestore size={16} />}
          loading={removal.isPending}
          onClick={() => void removal.restore(ids)}
        >
          {t('record.restore')}
        </Button>
      )}
      {!bin && noun.may.delete && (
        <Button
          variant="default"
          leftSection={<IconTrash size={16} />}
          loading={removal.isPending}
          onClick={() => void removal.remove(ids)}
        >
          {t('record.delete')}
        </Button>
      )}
      <Button variant="subtle" color="gray" onClick={selection.clear}>
        {t('list.clearSelection')}
      </Button>
    </Group>
  );
}
