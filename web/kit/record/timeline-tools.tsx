import { ActionIcon, Group, Indicator, Popover } from '@mantine/core';
import { IconFilter, IconHistory } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import type { TimelineSource } from '../../module.ts';
import { LoadingState } from '../../ui/loading-state.tsx';
import { part } from '../../ui/part.tsx';
import { useMetadata } from '../data/metadata.ts';
import type { TimelineFilter } from './use-timeline.ts';

const HistoryDrawer = part(() => import('./history/history-drawer.tsx'));
const TimelineFilters = part(() => import('./timeline-filters.tsx'));

interface TimelineToolsProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
  readonly sources: readonly TimelineSource[];
  readonly filter: TimelineFilter;
  readonly onFilter: (filter: TimelineFilter) => void;
}

/** What of the timeline is shown, and the way to what the record was. */
export function TimelineTools({ noun, record, sources, filter, onFilter }: TimelineToolsProps) {
  const { t } = useTranslation('kit');
  const { data: metadata } = useMetadata();
  const [isOpen, setOpen] = useState(false);
  const [isHistory, setHistory] = useState(false);
  const tellers = sources.flatMap(({ noun: name }) => metadata?.nouns.find((noun) => noun.name === name) ?? []);
  const isNarrowed = Boolean(filter.by || filter.from || filter.until || filter.channels?.length);
  return (
    <Group gap={4}>
      <ActionIcon aria-label={t('history.title')} onClick={() => setHistory(true)}>
        <IconHistory size={16} />
      </ActionIcon>
      <Popover opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" width={320} trapFocus returnFocus>
        <Indicator disabled={!isNarrowed} size={8} offset={4}>
          <Popover.Target>
            <ActionIcon aria-label={t('timeline.filter')} onClick={() => setOpen(!isOpen)}>
              <IconFilter size={16} />
            </ActionIcon>
          </Popover.Target>
        </Indicator>
        <Popover.Dropdown>
          <Suspense fallback={<LoadingState lines={4} />}>
            <TimelineFilters tellers={tellers} filter={filter} onChange={onFilter} />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
      <Suspense>
        {isHistory && <HistoryDrawer noun={noun} record={record} onClose={() => setHistory(false)} />}
      </Suspense>
    </Group>
  );
}
