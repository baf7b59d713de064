import { type DragEvent, type KeyboardEvent, useState } from 'react';
import { moved } from '../views/moved.ts';
import type { Columns } from './use-columns.ts';

/** What a dragged column is told by, so that files and words dragged over a header mean nothing to it. */
const type = 'application/x-rapport-column';

/** A column is put elsewhere by its header: dragged, or with Shift and the arrows. */
export function useColumnMove(columns: Columns, name: string) {
  const [isOver, setOver] = useState(false);
  const { names, choose } = columns;
  const put = (from: string) => {
    const others = names.filter((one) => one !== from);
    const forward = names.indexOf(from) < names.indexOf(name);
    if (from !== name && names.includes(from))
      choose(others.toSpliced(others.indexOf(name) + (forward ? 1 : 0), 0, from));
  };
  const isColumn = (event: DragEvent) => event.dataTransfer.types.includes(type);
  return {
    handle: {
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.setData(type, name);
        event.dataTransfer.effectAllowed = 'move' as const;
      },
      onKeyDown: (event: KeyboardEvent) => {
        const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : null;
        if (!event.shiftKey || !step) return;
        event.preventDefault();
        choose(moved(names, names.indexOf(name), step));
      },
    },
    target: {
      'data-drop': isOver || undefined,
      onDragOver: (event: DragEvent) => {
        if (!isColumn(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        setOver(false);
        if (!isColumn(event)) return;
        event.preventDefault();
        put(event.dataTransfer.getData(type));
      },
    },
  };
}
