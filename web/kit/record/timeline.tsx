import { Badge, Button, Text } from '@mantine/core';
import { Suspense, use, useContext, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { TimeZoneContext, useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import type { TimelineSource } from '../../module.ts';
import { ModulesContext } from '../../shell/modules-context.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingState } from '../../ui/loading-state.tsx';
import { SectionCard } from '../../ui/section-card.tsx';
import { useMetadata } from '../data/metadata.ts';
import { ChangeEntry } from './change-entry.tsx';
import classes from './timeline.module.css';
import type { TimelineEntry } from './timeline-entries.ts';
import { TimelineTools } from './timeline-tools.tsx';
import { type TimelineFilter, useTimeline } from './use-timeline.ts';

interface TimelineProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** Everything that happened with a record and what belongs to it, newest first, and a place to add to it. */
export function Timeline({ noun, record }: TimelineProps) {
  const { t } = useTranslation('kit');
  const sources = use(ModulesContext).flatMap((module) => module.timeline ?? []);
  const [filter, setFilter] = useState<TimelineFilter>({});
  const timeZone = useContext(TimeZoneContext);
  const told = useTimeline(noun, record, sources, filter, timeZone);
  const { entries, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, isWhole } = told;
  return (
    <SectionCard
      title={t('record.timeline')}
      actions={<TimelineTools noun={noun} record={record} sources={sources} filter={filter} onFilter={setFilter} />}
    >
      {!record.deletedAt && <Composers noun={noun} record={record} sources={sources} />}
      {error && entries.length === 0 && <ErrorState error={error} onRetry={() => void refetch()} />}
      {isPending && entries.length === 0 && <LoadingState lines={4} />}
      {!isPending && !error && entries.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(isWhole ? 'timeline.empty' : 'timeline.none')}
        </Text>
      )}
      <ol className={classes.entries}>
        {entries.map((entry) => (
          <li key={entry.key} className={classes.entry}>
            <Entry entry={entry} sources={sources} />
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button
          variant="subtle"
          color="gray"
          fullWidth
          onClick={() => void fetchNextPage()}
          loading={isFetchingNextPage}
        >
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
  readonly entry: TimelineEntry;
  readonly sources: readonly TimelineSource[];
}

function Entry({ entry, sources }: EntryProps) {
  const { t } = useTranslation('kit');
  const { data: metadata } = useMetadata();
  const format = useFormat();
  if (entry.kind === 'change') {
    const noun = metadata?.nouns.find(({ name }) => name === entry.noun);
    return noun ? <ChangeEntry noun={noun} change={entry.change} about={entry.about} /> : null;
  }
  const Shown = sources.find((source) => source.noun === entry.noun)?.entry;
  return (
    <>
      <Suspense fallback={<LoadingState lines={2} />}>{Shown && <Shown record={entry.record} />}</Suspense>
      <time className={classes.time} dateTime={entry.at}>
        {format.dateTime(entry.at)}
      </time>
      {entry.isWaiting && (
        <Badge variant="dot" color="yellow" ms="xs">
          {t('waiting.state.waiting')}
        </Badge>
      )}
    </>
  );
}
