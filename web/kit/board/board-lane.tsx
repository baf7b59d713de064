import { useDroppable } from '@dnd-kit/core';
import { ActionIcon, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { InPieces } from '../../ui/in-pieces.tsx';
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
  readonly options: BoardOptions;
  /** Moves the card a column on (1) or back (-1); resolves to whether it moved. */
  readonly onShift: (record: AnyRecord, step: 1 | -1) => Promise<boolean>;
}

/** One column with its cards, loaded page by page. */
export function BoardLane({ noun, column, query, options, onShift }: BoardLaneProps) {
  const { t } = useTranslation('kit');
  const { setNodeRef, isOver } = useDroppable({ id: droppableId(column) });
  const { element, wasSeen } = useSeen();
  const ref = useCallback(
    (section: HTMLElement | null) => {
      setNodeRef(section);
      element.current = section;
    },
    [setNodeRef, element],
  );
  const list = useRecordList(noun, query, wasSeen);
  const { onCreate } = options;
  const shift = async (record: AnyRecord, step: 1 | -1) => {
    followCard(record.id);
    await onShift(record, step);
    focusCard(record.id);
  };
  return (
    <section ref={ref} className={classes.lane} data-over={isOver || undefined} aria-label={column.title}>
      <header className={classes.laneHead}>
        <span className={classes.dot} style={{ background: colorOf(column.color) }} aria-hidden />
        <h2 className={classes.laneTitle}>{column.title}</h2>
        <span className={classes.summary}>{column.summary}</span>
        {onCreate && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('board.add', { column: column.title })}
            onClick={() => onCreate(column)}
          >
            <IconPlus size={16} />
          </ActionIcon>
        )}
      </header>
      <div className={classes.cards} data-lane>
        {list.isPending && <LoadingState lines={4} />}
        {list.isError && list.records.length === 0 && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.records.length > 0 && (
          <InPieces>
            {list.records.map((record) => (
              <DraggableCard
                key={record.id}
                noun={noun}
                record={record}
                renderCard={options.renderCard}
                cardFields={options.cardFields}
                isFixed={options.isFixed === true}
                columnField={options.field}
                onShift={(step) => void shift(record, step)}
              />
            ))}
          </InPieces>
        )}
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

/** No column may be called '' to what is dragged: that is none. */
export const droppableId = ({ id }: BoardColumn): string => `column:${id}`;

/** Whether the element has been on the screen: a board of many columns asks for the cards of those that were looked at. */
function useSeen() {
  const element = useRef<HTMLElement | null>(null);
  const [wasSeen, setSeen] = useState(false);
  useEffect(() => {
    if (wasSeen || !element.current) return;
    const look = ([entry]: readonly IntersectionObserverEntry[]) => entry?.isIntersecting && setSeen(true);
    const observer = new IntersectionObserver(look, { rootMargin: '200px' });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [wasSeen]);
  return { element, wasSeen };
}

/** A colour of the theme by its name, or a colour as it is. */
function colorOf(color: string | undefined): string {
  if (!color) return 'var(--mantine-color-gray-5)';
  return /^[a-z]+$/.test(color) ? `var(--mantine-color-${color}-6, ${color})` : color;
}
