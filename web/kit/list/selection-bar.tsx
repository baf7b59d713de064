import { Button, Group, Text } from '@mantine/core';
import { IconArrowMerge, IconEdit, IconRestore, IconTrash } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { part } from '../../ui/part.tsx';
import type { BulkChoice } from '../bulk/bulk.queries.ts';
import { useRemovalWithUndo } from '../record/use-removal-with-undo.ts';
import classes from './list-page.module.css';
import type { List } from './use-list.ts';
import type { Selection } from './use-selection.ts';

const MergeDialog = part(() => import('../merge/merge-dialog.tsx'));
const BulkDialog = part(() => import('../bulk/bulk-dialog.tsx'));

interface Bulk {
  readonly kind: 'update' | 'delete' | 'restore';
  /** As it was when the act was chosen: what it does may take records out of the list. */
  readonly choice: BulkChoice;
}

interface SelectionBarProps {
  readonly noun: NounMetadata;
  readonly selection: Selection;
  readonly list: List;
}

/** What can be done with the selected records, or with all that match the list's filter. */
export default function SelectionBar({ noun, selection, list }: SelectionBarProps) {
  const { t } = useTranslation('kit');
  const [whole, setWhole] = useState(false);
  const [bulk, setBulk] = useState<Bulk | null>(null);
  const [pair, setPair] = useState<readonly [string, string] | null>(null);
  const removal = useRemovalWithUndo(noun);
  const ids = [...selection.ids];
  const bin = list.search.deleted === true;
  const isWhole = whole && selection.state === 'all';
  const { filter, search } = list.query;
  const choice = isWhole ? { filter: filter ?? { all: [] }, ...(search ? { search } : {}) } : { ids };
  const removeOrRestore = bin ? ('restore' as const) : ('delete' as const);
  if (whole && ids.length === 0) setWhole(false);
  const [one, two, ...more] = ids;
  const dialog = (
    <Suspense>
      {bulk && <BulkDialog noun={noun} {...bulk} onClose={() => setBulk(null)} />}
      {pair && (
        <MergeDialog
          noun={noun}
          id={pair[0]}
          other={pair[1]}
          onClose={() => setPair(null)}
          onMerged={() => {
            setPair(null);
            selection.clear();
          }}
        />
      )}
    </Suspense>
  );
  if (ids.length === 0) return dialog;
  return (
    <Group className={classes.selection} gap="sm" role="region" aria-label={t('list.selection')}>
      <Text size="sm" fw={500} aria-live="polite">
        {isWhole ? t('list.selectedMatching') : t('list.selected', { count: ids.length })}
      </Text>
      {!isWhole && noun.may.bulk && selection.state === 'all' && list.list.hasNextPage && (
        <Button variant="subtle" onClick={() => setWhole(true)}>
          {t('list.selectMatching')}
        </Button>
      )}
      {!bin && noun.may.update && noun.may.bulk && (
        <Button
          variant="default"
          leftSection={<IconEdit size={16} />}
          onClick={() => setBulk({ kind: 'update', choice })}
        >
          {t('list.change')}
        </Button>
      )}
      {!bin && noun.may.merge && one && two && more.length === 0 && (
        <Button variant="default" leftSection={<IconArrowMerge size={16} />} onClick={() => setPair([one, two])}>
          {t('list.merge')}
        </Button>
      )}
      {noun.may[removeOrRestore] && (noun.may.bulk || !isWhole) && (
        <Button
          variant="default"
          leftSection={bin ? <IconRestore size={16} /> : <IconTrash size={16} />}
          loading={removal.isPending}
          onClick={() =>
            isWhole ? setBulk({ kind: removeOrRestore, choice }) : void removal[bin ? 'restore' : 'remove'](ids)
          }
        >
          {t(bin ? 'record.restore' : 'record.delete')}
        </Button>
      )}
      <Button variant="subtle" color="gray" onClick={selection.clear}>
        {t('list.clearSelection')}
      </Button>
      {dialog}
    </Group>
  );
}
