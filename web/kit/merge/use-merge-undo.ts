import type { Merge } from '../../../shared/contract/record-merge.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { notifyDone, notifyProblem } from '../../shell/notify.ts';
import { useUndoMerge } from './merge.queries.ts';

/** Makes two records again of what a merge made one, and says what was left as it is. */
export function useMergeUndo(noun: NounMetadata) {
  const { t } = useTranslation('kit');
  const { mutateAsync, isPending } = useUndoMerge(noun);
  const undo = async (merge: Pick<Merge, 'id' | 'winner'>) => {
    try {
      const { merge: undone } = await mutateAsync(merge);
      const count = undone.kept.length;
      if (undone.state === 'undoing') notifyDone(t('merge.undoing'));
      else notifyDone(count === 0 ? t('merge.undone') : t('merge.undoneKept', { count }));
    } catch (error) {
      notifyProblem(error, t, noun.name);
    }
  };
  return { undo, isPending };
}
