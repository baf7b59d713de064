import { Button } from '@mantine/core';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTexts } from '../../bring-texts.tsx';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useMerges } from './merge.queries.ts';
import { useMergeUndo } from './use-merge-undo.ts';

interface UndoInHistoryProps {
  readonly noun: NounMetadata;
  /** The record that stayed. */
  readonly id: string;
  /** The one that went. */
  readonly other: string;
}

/** Undoes a merge that the history tells of, as long as it can be. */
export default function UndoInHistory({ noun, id, other }: UndoInHistoryProps) {
  useTexts(['kit', 'errors']);
  const { t } = useTranslation('kit');
  const { data } = useMerges(noun, id);
  const { undo, isPending } = useMergeUndo(noun);
  const merge = data?.find(({ state, winner, loser }) => state === 'merged' && winner === id && loser === other);
  if (!merge) return null;
  return (
    <Button variant="subtle" size="compact-xs" loading={isPending} onClick={() => void undo(merge)}>
      {t('merge.undo')}
    </Button>
  );
}
