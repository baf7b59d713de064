import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type DragStartEvent,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { VisuallyHidden } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useHoldRenewal } from '../../live/hold.ts';
import type { ListQuery } from '../data/query-keys.ts';
import { titleOf } from '../data/record-title.ts';
import { both } from '../filter/filter-tree.ts';
import classes from './board.module.css';
import { BoardCard } from './board-card.tsx';
import type { BoardColumn, BoardOptions } from './board-column.ts';
import { BoardLane, droppableId } from './board-lane.tsx';
import { useBoardMove } from './use-board-move.ts';

interface RecordBoardProps extends BoardOptions {
  readonly noun: NounMetadata;
}

/**
 * Records as cards in columns. A card is dragged with mouse or finger; with the keyboard the arrows go from card to card
 * and, with Shift, take the card along to the next column, which is announced. Wrap the page in a CreationProvider only
 * if cards open forms. Lazy-load it: it brings the drag library.
 */
export default function RecordBoard({ noun, ...options }: RecordBoardProps) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const { columns, field, filter, search, sort = '-updatedAt' } = options;
  const [dragged, setDragged] = useState<AnyRecord | null>(null);
  const [said, setSaid] = useState('');
  const queryOf = useCallback(
    ({ id, condition }: BoardColumn): ListQuery => ({
      filter: both(filter, condition ?? { field, op: 'is', value: id }),
      search,
      sort,
      expand: ['*'],
      limit: 30,
    }),
    [filter, field, search, sort],
  );
  useHoldRenewal(dragged !== null);
  const move = useBoardMove(noun, options, queryOf);
  const moveAndSay = async (record: AnyRecord, to: BoardColumn) => {
    const moved = await move(record, to);
    const words = { title: titleOf(noun, record, format), column: to.title };
    setSaid(t(moved ? 'board.moved' : 'board.notMoved', words));
    return moved;
  };
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
  );
  const byId = useMemo(() => new Map(columns.map((column) => [droppableId(column), column])), [columns]);
  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(null);
    const record = active.data.current?.record as AnyRecord | undefined;
    const to = over && byId.get(String(over.id));
    if (record && to) void moveAndSay(record, to);
  };
  return (
    <DndContext
      sensors={sensors}
      onDragStart={({ active }: DragStartEvent) => setDragged(active.data.current?.record as AnyRecord)}
      onDragEnd={drop}
      onDragCancel={() => setDragged(null)}
    >
      <div
        className={classes.board}
        role="group"
        aria-label={t('board.title')}
        aria-describedby="board-hint"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: without cards nothing else in it lets the keyboard scroll it.
        tabIndex={0}
      >
        {columns.map((column, index) => (
          <BoardLane
            key={column.id}
            noun={noun}
            column={column}
            query={queryOf(column)}
            options={options}
            onShift={(record, step) => {
              const to = columns[index + step];
              return to && noun.may.update && !options.isFixed ? moveAndSay(record, to) : Promise.resolve(false);
            }}
          />
        ))}
      </div>
      <VisuallyHidden id="board-hint">{t('board.hint')}</VisuallyHidden>
      <VisuallyHidden aria-live="assertive">{said}</VisuallyHidden>
      <DragOverlay dropAnimation={null}>
        {dragged && (
          <BoardCard
            noun={noun}
            record={dragged}
            renderCard={options.renderCard}
            cardFields={options.cardFields}
            columnField={field}
            lifted
          />
        )}
      </DragOverlay>
    </DndContext>
  );
}
