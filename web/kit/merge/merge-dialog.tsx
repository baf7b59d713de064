import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTexts } from '../../bring-texts.tsx';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingState } from '../../ui/loading-state.tsx';
import { useRecord } from '../data/record.ts';
import { useNarrowScreen } from '../list/narrow-screen.ts';
import { ChooseOther } from './choose-other.tsx';
import { CompareRecords } from './compare-records.tsx';

interface MergeDialogProps {
  readonly noun: NounMetadata;
  /** The record it begins with. */
  readonly id: string;
  /** The other one, where it is chosen already. */
  readonly other?: string;
  readonly onClose: () => void;
  /** Told of the record that stayed. */
  readonly onMerged: (winner: string) => void;
}

/** Makes one record of two: the other one is chosen, both are shown side by side, and what moves is told. */
export default function MergeDialog({ noun, id, other: given, onClose, onMerged }: MergeDialogProps) {
  useTexts(['kit', 'errors']);
  const { t } = useTranslation('kit');
  const [other, setOther] = useState(given ?? null);
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen={useNarrowScreen()}
      size="min(60rem, 100vw)"
      title={t('merge.title')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {other === null ? (
        <ChooseOther noun={noun} id={id} onChoose={setOther} />
      ) : (
        <LoadedPair noun={noun} ids={[id, other]} onClose={onClose} onMerged={onMerged} />
      )}
    </Modal>
  );
}

interface LoadedPairProps extends Pick<MergeDialogProps, 'noun' | 'onClose' | 'onMerged'> {
  readonly ids: readonly [string, string];
}

function LoadedPair({ noun, ids, onClose, onMerged }: LoadedPairProps) {
  const one = useRecord(noun, ids[0]);
  const two = useRecord(noun, ids[1]);
  const error = one.error ?? two.error;
  if (error) return <ErrorState error={error} onRetry={() => void Promise.all([one.refetch(), two.refetch()])} />;
  // What a list knows of a record is not all of it.
  if (!one.data || !two.data || one.isPlaceholderData || two.isPlaceholderData) return <LoadingState lines={8} />;
  return <CompareRecords noun={noun} pair={[one.data, two.data]} onClose={onClose} onMerged={onMerged} />;
}
