import { Button } from '@mantine/core';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { useRecordList } from '../../../../web/kit/data/record-list.ts';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import { daysBetween } from './days-between.ts';
import classes from './stage-history.module.css';

/** The stages a deal went through, and how long it stayed in each. */
export default function StageHistoryPanel({ record }: { readonly record: AnyRecord }) {
  const visit = useNoun('stageVisit');
  return visit?.may.read ? <Visits noun={visit} deal={record} /> : null;
}

function Visits({ noun, deal }: { readonly noun: NounMetadata; readonly deal: AnyRecord }) {
  const { t } = useTranslation(['deals', 'kit']);
  const list = useRecordList(noun, {
    filter: { field: 'deal', op: 'is', value: deal.id },
    sort: '-enteredAt',
    limit: 20,
  });
  return (
    <SectionCard title={t('history.title')}>
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      <ol className={classes.visits}>
        {list.records.map((visit) => (
          <Visit key={visit.id} visit={visit} />
        ))}
      </ol>
      {list.hasNextPage && (
        <Button variant="subtle" color="gray" fullWidth onClick={() => void list.fetchNextPage()}>
          {t('kit:timeline.more')}
        </Button>
      )}
    </SectionCard>
  );
}

function Visit({ visit }: { readonly visit: AnyRecord }) {
  const { t } = useTranslation('deals');
  const format = useFormat();
  const entered = String(visit.enteredAt ?? visit.createdAt);
  const left = visit.leftAt as string | null;
  const days = daysBetween(entered, left ?? new Date().toISOString());
  return (
    <li className={classes.visit} data-current={left ? undefined : true}>
      <span className={classes.name}>{String(visit.stageName ?? '')}</span>
      <span className={classes.time}>
        {format.date(entered)} – {left ? format.date(left) : t('history.now')}
      </span>
      <span className={classes.length}>
        {days === 0 ? t('history.lessThanDay') : t('history.days', { count: days })}
      </span>
    </li>
  );
}
