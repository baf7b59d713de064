import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import { PurchasePage } from './purchase-page.tsx';
import classes from './purchases.module.css';
import { findKnown, usePurchaseFigures, usePurchases, wonDeals } from './purchases.queries.ts';

interface PurchasesPanelProps {
  /** The deal's field that leads to the client, and the clients whose purchases these are. */
  readonly pointer: 'company' | 'people';
  readonly clients: readonly string[];
  readonly actions?: ReactNode;
}

/** What was bought, when and for how much: won deals with their products, the newest first. Nothing for whom it is not to see. */
export function PurchasesPanel({ pointer, clients, actions }: PurchasesPanelProps) {
  const deal = useNoun('deal');
  const isSeen = deal?.may.read && findKnown(deal, 'status') && findKnown(deal, pointer);
  return isSeen ? <Purchases noun={deal} filter={wonDeals(pointer, clients)} {...{ clients, actions }} /> : null;
}

interface PurchasesProps extends Pick<PurchasesPanelProps, 'clients' | 'actions'> {
  readonly noun: NounMetadata;
  readonly filter: Filter;
}

function Purchases({ noun, filter, clients, actions }: PurchasesProps) {
  const { t } = useTranslation('deals');
  const list = usePurchases(noun, filter);
  const isEmpty = list.isSuccess && list.records.length === 0;
  return (
    <SectionCard title={t('purchases.title')} empty={isEmpty ? t('purchases.none') : undefined} actions={actions}>
      {list.isPending && <LoadingState lines={3} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.records.length > 0 && <Sums noun={noun} filter={filter} />}
      {list.data?.pages.map(({ items }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a page is known by its place alone.
        <PurchasePage key={index} noun={noun} deals={items as readonly AnyRecord[]} withClient={clients.length > 1} />
      ))}
      <footer className={classes.more}>
        {list.hasNextPage && (
          <Button
            variant="subtle"
            size="compact-sm"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('purchases.more')}
          </Button>
        )}
        {list.records.length > 0 && (
          <Link to="/deals" search={{ view: 'list', filter } as never} className={classes.all}>
            {t('purchases.all')}
          </Link>
        )}
      </footer>
    </SectionCard>
  );
}

function Sums({ noun, filter }: Pick<PurchasesProps, 'noun' | 'filter'>) {
  const { t } = useTranslation('deals');
  const format = useFormat();
  const figures = usePurchaseFigures(noun, filter);
  if (!figures) return null;
  const told = [t('purchases.count', { count: figures.count }), ...figures.sums.map((sum) => format.money(sum))];
  return <p className={classes.sums}>{told.join(' · ')}</p>;
}
