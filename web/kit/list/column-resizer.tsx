import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { viewLimits } from '../../../shared/views/view.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import classes from './record-grid.module.css';

interface ColumnResizerProps {
  readonly label: string;
  /** Pixels as chosen; absent while the column is as wide as its kind needs. */
  readonly width: number | undefined;
  /** Null gives the column back the width of its kind. */
  readonly onResize: (width: number | null) => void;
  /** While the edge is dragged, before it is let go. */
  readonly onPreview: (width: number | null) => void;
}

const step = 16;
const bounded = (width: number) => Math.round(Math.min(viewLimits.widest, Math.max(viewLimits.least, width)));

/** The right edge of a column: dragged, moved by the arrows, and given back by a double click or Delete. */
export function ColumnResizer({ label, width, onResize, onPreview }: ColumnResizerProps) {
  const { t } = useTranslation('views');
  const edge = useRef<HTMLDivElement>(null);
  const drag = useRef<{ readonly from: number; readonly width: number } | null>(null);
  const [isActive, setActive] = useState(false);
  const shown = () => edge.current?.parentElement?.getBoundingClientRect().width ?? viewLimits.least;
  const start = (event: PointerEvent<HTMLDivElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: event.clientX, width: shown() };
    setActive(true);
  };
  const widthAt = (event: PointerEvent) => {
    const { from, width: before } = drag.current ?? { from: event.clientX, width: shown() };
    return bounded(before + event.clientX - from);
  };
  const end = (event: PointerEvent) => {
    if (!drag.current) return;
    const isMoved = Math.abs(event.clientX - drag.current.from) > 2;
    if (isMoved) onResize(widthAt(event));
    onPreview(null);
    drag.current = null;
    setActive(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (direction) onResize(bounded(shown() + direction * step));
    else if (event.key === 'Delete') onResize(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={edge}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-valuenow={width ?? viewLimits.least}
      aria-valuemin={viewLimits.least}
      aria-valuemax={viewLimits.widest}
      className={classes.resizer}
      data-active={isActive || undefined}
      aria-label={t('columns.resize', { column: label })}
      title={width ? `${width} px` : undefined}
      onPointerDown={start}
      onPointerMove={(event) => drag.current && onPreview(widthAt(event))}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => onResize(null)}
      onKeyDown={onKeyDown}
    />
  );
}
