import { Button } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Suspense, useCallback, useMemo } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import type { BoardMove } from '../../../../web/kit/board/board-column.ts';
import { FilteredOut } from '../../../../web/kit/list/filtered-out.tsx';
import { useListSearch } from '../../../../web/kit/list/use-list-search.ts';
import { EmptyState } from '../../../../web/ui/empty-state.tsx';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import { part } from '../../../../web/ui/part.tsx';
import { useClosing } from '../closing/use-closing.tsx';
import { useStages } from '../stages.queries.ts';
import { useBoardSums } from './board.queries.ts';
import { ColumnSummary } from './column-summary.tsx';
import { DealCard } from './deal-card.tsx';

const RecordBoard = part(() => import('../../../../web/kit/board/record-board.tsx'));

interface DealBoardProps {
  readonly deal: NounMetadata;
  readonly stage: NounMetadata;
  /** The pipeline's id. */
  readonly pipeline: string;
}

/** The stages of a pipeline side by side, with what stands in them and what that comes to. */
export function DealBoard({ deal, stage, pipeline }: DealBoardProps) {
  const [asked, change] = useListSearch();
  const { filter, search } = asked;
  const { stages, isPending, error, refetch, isPlaceholderData } = useStages(stage, pipeline);
  const sums = useBoardSums({ pipeline, filter, search });
  const closing = useClosing(deal);
  const columns = useMemo(
    () =>
      stages.map(({ id, name, color }) => ({
        id,
        title: name,
        color: color ?? undefined,
        summary: <ColumnSummary sums={sums.data?.get(id)} />,
      })),
    [stages, sums.data],
  );
  const { ask } = closing;
  const beforeMove = useCallback(
    ({ record, to }: BoardMove) => ask(record, stages.find((one) => one.id === to.id)?.kind ?? 'open'),
    [ask, stages],
  );
  if (error && stages.length === 0) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (isPending || isPlaceholderData) return <LoadingState lines={8} />;
  if (stages.length === 0) return <NoStages />;
  const isEmpty = sums.data !== undefined && [...sums.data.values()].every(({ count }) => count === 0);
  return (
    <>
      {isEmpty && <FilteredOut search={asked} change={change} />}
      <Suspense fallback={<LoadingState lines={8} />}>
        <RecordBoard
          noun={deal}
          field="stage"
          columns={columns}
          filter={filter}
          search={search}
          renderCard={renderCard}
          beforeMove={beforeMove}
        />
      </Suspense>
      {closing.dialog}
    </>
  );
}

const renderCard = (record: AnyRecord) => <DealCard deal={record} />;

function NoStages() {
  const { t } = useTranslation('deals');
  return (
    <EmptyState
      icon={IconColumns}
      title={t('board.noStages')}
      actions={
        <Button component={Link} to="/stages">
          {t('board.toStages')}
        </Button>
      }
    />
  );
}
