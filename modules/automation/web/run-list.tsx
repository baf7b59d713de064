import { Badge, Button, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { problemLines } from '../../../web/i18n/problem-text.ts';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import { ReferenceLabel } from '../../../web/kit/fields/values/reference-label.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import { RecordLink } from '../../../web/kit/record-link.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import classes from '../../../web/ui/framed-list.module.css';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import type { Process, ProcessRun } from '../contract/index.ts';
import { useRunAgain, useRuns } from './processes.queries.ts';

const states = ['done', 'failed', 'waiting', 'skipped'] as const;

/** For which records it ran, and what came of it. */
export function RunList({ process }: { readonly process: Process }) {
  const { t } = useTranslation('automation');
  const [shown, setShown] = useState('all');
  const runs = useRuns(process, states.find((state) => state === shown) ?? null);
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <SectionCard title={t('runs.title')}>
      <Select
        mb="sm"
        size="xs"
        maw="14rem"
        allowDeselect={false}
        aria-label={t('runs.title')}
        data={['all', ...states].map((value) => ({ value, label: t(`runs.state.${value}`) }))}
        value={shown}
        onChange={(state) => state && setShown(state)}
      />
      {runs.isPending && <LoadingState lines={3} />}
      {runs.error && !runs.data && <ErrorState error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.data && items.length === 0 && <Text c="dimmed">{t('runs.none')}</Text>}
      {items.length > 0 && (
        <ul className={classes.list}>
          {items.map((run) => (
            <RunLine key={run.id} process={process} run={run} />
          ))}
        </ul>
      )}
      {runs.hasNextPage && (
        <Button mt="sm" variant="default" loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
          {t('runs.more')}
        </Button>
      )}
    </SectionCard>
  );
}

const colors = { waiting: 'blue', done: 'teal', skipped: 'gray', failed: 'red' } as const;

function RunLine({ process, run }: { readonly process: Process; readonly run: ProcessRun }) {
  const { t } = useTranslation('automation');
  const format = useFormat();
  const labels = useLabels();
  const again = useRunAgain(process.id);
  const { id, at, record, state, attempts, atStep, nextAt, step, problem, made, notes } = run;
  const canAgain = process.state === 'on' && (state === 'failed' || state === 'skipped' || (nextAt && attempts > 0));
  return (
    <li className={classes.line}>
      <span className={classes.name}>
        <RecordLink noun={record.noun} id={record.id}>
          {record.label || t('runs.unseen')}
        </RecordLink>
      </span>
      <Badge variant="dot" color={colors[state]}>
        {t(`runs.state.${state}`)}
      </Badge>
      {canAgain && (
        <Button
          size="compact-xs"
          variant="default"
          loading={again.isPending}
          onClick={() => again.mutate(id, { onError: (error) => notifyProblem(error, t) })}
        >
          {t('runs.again')}
        </Button>
      )}
      <div className={classes.facts}>
        {format.dateTime(at)}
        {made.map((one) => (
          <span key={one.id}>
            {' · '}
            <RecordLink noun={one.noun} id={one.id}>
              {labels.noun(one.noun)}
            </RecordLink>
          </span>
        ))}
        {nextAt && attempts === 0 && atStep > 0 && ` · ${t('runs.goesOn', { time: format.dateTime(nextAt) })}`}
        {nextAt && attempts > 0 && ` · ${t('runs.nextAt', { time: format.dateTime(nextAt) })}`}
      </div>
      {notes.map((note) => (
        <div key={`${note.step} ${note.what}`} className={classes.facts}>
          <Note note={note} noun={record.noun} />
        </div>
      ))}
      {problem && (
        <div className={classes.facts} style={{ whiteSpace: 'pre-line' }}>
          {step !== null && `${t('runs.step', { number: step + 1 })} `}
          {problemLines({ ...problem, status: 422 }, t, record.noun)}
        </div>
      )}
    </li>
  );
}

interface NoteProps {
  readonly note: ProcessRun['notes'][number];
  readonly noun: string;
}

/** What the maker should know of a step that was done. */
function Note({ note: { step, what, member, fields }, noun: name }: NoteProps) {
  const { t } = useTranslation('automation');
  const labels = useLabels();
  const noun = useNoun(name);
  const named = fields.map((one) => {
    const field = noun && findField(noun, one);
    return field ? labels.field(name, field) : one;
  });
  return (
    <>
      {t('runs.step', { number: step + 1 })}{' '}
      {member && (
        <>
          <ReferenceLabel noun="member" reference={{ id: member }} />
          {': '}
        </>
      )}
      {t(`note.${what}`, { fields: named.join(', ') })}
    </>
  );
}
