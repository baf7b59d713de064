import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { notifyDone, notifyProblem } from '../../shell/notify.ts';
import { useRemoval } from '../data/record-removal.ts';
import { showUndo } from '../undo-notice.tsx';

/** Deletes without asking, since it can be taken back: by the button in the message, or from the bin later. */
export function useRemovalWithUndo(noun: NounMetadata) {
  const { t } = useTranslation('kit');
  const deletion = useRemoval(noun, 'delete');
  const restoration = useRemoval(noun, 'restore');
  // Promises, not callbacks of `mutate`: those are dropped once the page that deleted is left, and undo comes after that.
  const restore = async (ids: readonly string[]) => {
    try {
      await restoration.mutateAsync(ids);
      notifyDone(t('record.restored', { count: ids.length }));
    } catch (error) {
      notifyProblem(error, t, noun.name);
    }
  };
  const remove = async (ids: readonly string[], onRemoved?: () => void) => {
    try {
      const waits = await deletion.mutateAsync(ids);
      onRemoved?.();
      const text = waits ? t('waiting.removed') : t('record.deleted', { count: ids.length });
      showUndo(ids[0] ?? '', { text, undo: t('record.undo'), close: t('action.close') }, () => void restore(ids));
    } catch (error) {
      notifyProblem(error, t, noun.name);
    }
  };
  return { remove, restore, isPending: deletion.isPending || restoration.isPending };
}
