import { Button } from '@mantine/core';
import { Suspense, use } from 'react';
import { useTranslation } from 'react-i18next';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { TimelineSource } from '../../module.ts';
import { ModulesContext } from '../../shell/modules-context.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingState } from '../../ui/loading-state.tsx';
import { SectionCard } from '../../ui/section-card.tsx';
import { ChangeEntry } from './change-entry.tsx';
import classes from './timeline.module.css';
import type { TimelineEntry } from './timeline-entries.ts';
import { useTimeline } from './use-timeline.ts';

interface TimelineProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** Everything that happened with a record, newest first, and a place to add to it. */
export function Timeline({ noun, record }: TimelineProps) {
  const { t } = useTranslation('kit');
  const sources = use(ModulesContext).flatMap((module) => module.timeline ?? []);
  const { entries, isPending, error, retry, hasMore, loadMore, isLoadingMore } = useTimeline(noun, record, sources);
  return (
    <SectionCard title={t('record.timeline')}>
      {!record.deletedAt && <Composers noun={noun} record={record} sources={sources} />}
      {error && entries.length === 0 && <ErrorState error={error} onRetry={retry} />}
      {isPending && entries.length === 0 && <LoadingState lines={4} />}
      <ol className={classes.entries}>
        {entries.map((entry) => (
          <li key={entry.key} className={classes.entry}>
            <Entry noun={noun} entry={entry} sources={sources} />
          </li>
        ))}
      </ol>
      {hasMore && (
        <Button variant="subtle" color="gray" fullWidth onClick={loadMore} loading={isLoadingMore}>
          {t('timeline.more')}
        </Button>
      )}
    </SectionCard>
  );
}

interface SourcesProps extends TimelineProps {
  readonly sources: readonly TimelineSource[];
}

function Composers({ noun, record, sources }: SourcesProps) {
  return (
    <Suspense fallback={<LoadingState lines={2} />}>
      {sources.map(({ noun: name, composer: Composer }) =>
        Composer ? <Composer key={name} noun={noun} record={record} /> : null,
      )}
    </Suspense>
  );
}

interface EntryProps {
  readonly noun: NounMetadata;
  readonly entry: TimelineEntry;
  readonly sources: readonly TimelineSource[];
}

function Entry({ noun, entry, sources }: EntryProps) {
  const format = useFormat();
  if (entry.kind === 'change') return <ChangeEntry noun={noun} change={entry.change} />;
  const Shown = sources.find((source) => source.noun === entry.noun)?.entry;
  return (
    <>
      <Suspense fallback={<LoadingState lines={2} />}>{Shown && <Shown record={entry.record} />}</Suspense>
      <time className={classes.time} dateTime={entry.at}>
        {format.dateTime(entry.at)}
      </time>
    </>
  );
}
