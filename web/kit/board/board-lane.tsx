import { useDroppable } from '@dnd-kit/core';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingState } from '../../ui/loading-state.tsx';
import type { ListQuery } from '../data/query-keys.ts';
import { useRecordList } from '../data/record-list.ts';
import classes from './board.module.css';
import type { BoardColumn, BoardOptions } from './board-column.ts';
import { focusCard, followCard } from './card-focus.ts';
import { DraggableCard } from './draggable-card.tsx';

interface BoardLaneProps {
  readonly noun: NounMetadata;
  readonly column: BoardColumn;
  readonly query: ListQuery;
  readonly renderCard: BoardOptions['renderCard'];
  readonly columnField: string;
  /** Moves the card a column on (1) or back (-1); resolves to whether it moved. */
  readonly onShift: (record: AnyRecord, step: 1 | -1) => Promise<boolean>;
}

/** One column with its cards, loaded page by page. */
export function BoardLane({ noun, column, query, renderCard, columnField, onShift }: BoardLaneProps) {
  const { t } = useTranslation('kit');
  const { setNodeRef, isOver } = useDroppable({ id: column.id });
  const list = useRecordList(noun, query);
  const shift = async (record: AnyRecord, step: 1 | -1) => {
    followCard(record.id);
    await onShift(record, step);
    focusCard(record.id);
  };
  return (
    <section ref={setNodeRef} className={classes.lane} data-over={isOver || undefined} aria-label={column.title}>
      <header className={classes.laneHead}>
        <span className={classes.dot} style={{ background: colorOf(column.color) }} aria-hidden />
        <h2 className={classes.laneTitle}>{column.title}</h2>
        <span className={classes.summary}>{column.summary}</span>
      </header>
      <div className={classes.cards} data-lane>
        {list.isPending && <LoadingState lines={4} />}
        {list.isError && list.records.length === 0 && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.records.map((record) => (
          <DraggableCard
            key={record.id}
            noun={noun}
            record={record}
            renderCard={renderCard}
            columnField={columnField}
            onShift={(step) => void shift(record, step)}
          />
        ))}
        {list.hasNextPage && (
          <Button
            variant="subtle"
            color="gray"
            fullWidth
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('board.more')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** A colour of the theme by its name, or a colour as it is. */
function colorOf(color: string | undefined): string {
  if (!color) return 'var(--mantine-color-gray-5)';
  return /^[a-z]+$/.test(color) ? `var(--mantine-color-${color}-6, ${color})` : color;
}
