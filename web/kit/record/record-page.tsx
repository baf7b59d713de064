import { Button, Tabs } from '@mantine/core';
import { IconFileUnknown } from '@tabler/icons-react';
import { Link, Navigate } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { problemText, statusOf } from '../../i18n/problem-text.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { notifyDone } from '../../shell/notify.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingState } from '../../ui/loading-state.tsx';
import { Page } from '../../ui/page.tsx';
import { useRecord } from '../data/record.ts';
import { CreationProvider } from '../form/creation-provider.tsx';
import { useLabels } from '../labels.ts';
import { useNarrowScreen } from '../list/narrow-screen.ts';
import { NounGate } from '../noun-gate.tsx';
import { recordPath } from '../record-link.tsx';
import { BadgeBar } from './badge-bar.tsx';
import { FieldGroups } from './field-groups.tsx';
import { RecordHeader } from './record-header.tsx';
import classes from './record-page.module.css';
import { RecordPanels } from './record-panels.tsx';
import { RelatedRecords } from './related-records.tsx';
import { Settling } from './settling.tsx';
import { SpareButtons } from './spare-buttons.tsx';
import { Timeline } from './timeline.tsx';

interface RecordPageProps {
  readonly noun: string;
  readonly id: string;
}

/** A record's card: its fields, changed where they stand, what happened to it, and what belongs to it. */
export function RecordPage({ noun, id }: RecordPageProps) {
  return (
    <CreationProvider>
      <NounGate name={noun}>{(found) => <LoadedPage key={id} noun={found} id={id} />}</NounGate>
    </CreationProvider>
  );
}

function LoadedPage({ noun, id }: { readonly noun: NounMetadata; readonly id: string }) {
  const { data, error, refetch } = useRecord(noun, id);
  if (typeof data?.mergedInto === 'string') return <Forwarded noun={noun} to={data.mergedInto} />;
  if (data) return <Card noun={noun} record={data} />;
  return error ? <NoCard noun={noun} error={error} onRetry={() => void refetch()} /> : <LoadingState lines={12} />;
}

/** What became part of another record is found there. */
function Forwarded({ noun, to }: { readonly noun: NounMetadata; readonly to: string }) {
  const { t } = useTranslation('kit');
  useEffect(() => notifyDone(t('record.mergedInto')), [t]);
  return <Navigate to={recordPath(noun.plural, to)} replace />;
}

interface NoCardProps {
  readonly noun: NounMetadata;
  readonly error: Error;
  readonly onRetry: () => void;
}

/** A record that is not there is no fault to try again: the way on is the list. */
function NoCard({ noun, error, onRetry }: NoCardProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const list = (
    <Button component={Link} to={`/${noun.plural}`} variant="default">
      {labels.nouns(noun.name)}
    </Button>
  );
  return (
    <Page title={labels.noun(noun.name)}>
      {statusOf(error) === 404 ? (
        <EmptyState icon={IconFileUnknown} title={problemText(error, t)} actions={list} />
      ) : (
        <ErrorState error={error} onRetry={onRetry} />
      )}
    </Page>
  );
}

interface CardProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

function Card({ noun, record }: CardProps) {
  const narrow = useNarrowScreen();
  return (
    <article className={classes.card} aria-labelledby="page-title">
      <RecordHeader noun={noun} record={record} />
      <div className={classes.top}>
        <BadgeBar noun={noun} record={record} />
        <RecordPanels noun={noun} record={record} place="top" />
      </div>
      {narrow ? <CardTabs noun={noun} record={record} /> : <CardColumns noun={noun} record={record} />}
    </article>
  );
}

/** What belongs to the record, and below it ways to begin what it has none of. */
function Panels({ noun, record }: CardProps) {
  return (
    <SpareButtons>
      <RecordPanels noun={noun} record={record} place="side" />
      <RelatedRecords noun={noun} record={record} />
    </SpareButtons>
  );
}

function CardColumns({ noun, record }: CardProps) {
  return (
    <div className={classes.columns}>
      <div className={classes.fields}>
        <Suspense fallback={<LoadingState lines={8} />}>
          <FieldGroups noun={noun} record={record} />
        </Suspense>
      </div>
      <div className={classes.side}>
        <Settling fallback={<LoadingState lines={8} />}>
          <div>
            <Panels noun={noun} record={record} />
          </div>
          <div>
            <Timeline noun={noun} record={record} />
          </div>
        </Settling>
      </div>
    </div>
  );
}

function CardTabs({ noun, record }: CardProps) {
  const { t } = useTranslation('kit');
  return (
    <Tabs defaultValue="fields" keepMounted={false}>
      <Tabs.List grow className={classes.tabs}>
        <Tabs.Tab value="fields">{t('record.fields')}</Tabs.Tab>
        <Tabs.Tab value="related">{t('record.related')}</Tabs.Tab>
        <Tabs.Tab value="timeline">{t('record.timeline')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="fields" className={classes.panel}>
        <Suspense fallback={<LoadingState lines={8} />}>
          <FieldGroups noun={noun} record={record} />
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="related" className={classes.panel}>
        <Panels noun={noun} record={record} />
      </Tabs.Panel>
      <Tabs.Panel value="timeline" className={classes.panel}>
        <Timeline noun={noun} record={record} />
      </Tabs.Panel>
    </Tabs>
  );
}
