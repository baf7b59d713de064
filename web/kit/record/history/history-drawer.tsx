import { Drawer, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { HistoryList } from './history-list.tsx';
import { VersionTable } from './version-table.tsx';

interface HistoryDrawerProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
  readonly onClose: () => void;
}

/** What a record was: every change of its fields, and any two of its states side by side. */
export default function HistoryDrawer({ noun, record, onClose }: HistoryDrawerProps) {
  const { t } = useTranslation('kit');
  const [part, setPart] = useState('changes');
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(40rem, 100vw)"
      title={t('history.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <SegmentedControl
        fullWidth
        mb="md"
        aria-label={t('history.title')}
        value={part}
        onChange={setPart}
        data={[
          { value: 'changes', label: t('timeline.changes') },
          { value: 'compare', label: t('history.compare') },
        ]}
      />
      {part === 'changes' ? <HistoryList noun={noun} record={record} /> : <VersionTable noun={noun} record={record} />}
    </Drawer>
  );
}
