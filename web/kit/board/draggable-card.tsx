import { useDraggable } from '@dnd-kit/core';
import { useNavigate } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { type KeyLine, useKeyGroup } from '../../shell/keys/key-sheet.ts';
import { recordPath } from '../record-link.tsx';
import classes from './board.module.css';
import { BoardCard } from './board-card.tsx';
import type { BoardOptions } from './board-column.ts';
import { cardAttributes, focusNeighbour } from './card-focus.ts';

interface DraggableCardProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
  readonly renderCard: BoardOptions['renderCard'];
  readonly cardFields: BoardOptions['cardFields'];
  readonly isFixed: boolean;
  readonly columnField: string;
  readonly onShift: (step: 1 | -1) => void;
}

const keyLines: readonly KeyLine[] = [
  ...['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].map((key) => ({ key, label: 'kit:keys.board.go' })),
  ...['Shift+ArrowLeft', 'Shift+ArrowRight'].map((key) => ({ key, label: 'kit:keys.board.move' })),
  { key: 'Enter', label: 'kit:keys.board.open' },
];

const directions = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const;

/** A card that can be taken to another column. Enter opens its record. */
export function DraggableCard({
  noun,
  record,
  renderCard,
  cardFields,
  isFixed,
  columnField,
  onShift,
}: DraggableCardProps) {
  const navigate = useNavigate();
  useKeyGroup('kit:keys.board.title', keyLines);
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: record.id,
    data: { record },
    disabled: isFixed || !noun.may.update,
  });
  const open = () => void navigate({ to: recordPath(noun.plural, record.id) });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return;
    const direction = directions[event.key as keyof typeof directions];
    if (event.key === 'Enter') open();
    else if (!direction) return;
    else if (event.shiftKey && direction === 'left') onShift(-1);
    else if (event.shiftKey && direction === 'right') onShift(1);
    else focusNeighbour(event.currentTarget, direction);
    event.preventDefault();
  };
  return (
    <div
      ref={setNodeRef}
      {...cardAttributes(record.id)}
      className={classes.holder}
      data-fixed={isFixed || !noun.may.update || undefined}
      data-dragging={isDragging || undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys, but holds a link, so that it may not be a button.
      tabIndex={0}
      role="group"
      aria-labelledby={`title-${record.id}`}
      {...listeners}
      onKeyDown={onKeyDown}
    >
      <BoardCard
        noun={noun}
        record={record}
        renderCard={renderCard}
        cardFields={cardFields}
        columnField={columnField}
      />
    </div>
  );
}
