import { MouseSensor, TouchSensor, useDraggable, useDroppable, useSensor, useSensors } from '@dnd-kit/core';
import { ActionIcon, Menu } from '@mantine/core';
import { IconDotsVertical, IconGripVertical } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import classes from './layout.module.css';

interface DraggableLineProps {
  readonly id: string;
  /** What is dropped on the line is told this of where it goes: before it. */
  readonly place: Readonly<Record<string, string | number>>;
  readonly name: string;
  /** What its menu offers: whatever dragging does, too. */
  readonly acts: ReactNode;
  /** What is shown of it. */
  readonly children: ReactNode;
}

/** A line of a list that is put in order: dragged to its place, or sent there by its menu. */
export function DraggableLine({ id, place, name, acts, children }: DraggableLineProps) {
  const { t } = useTranslation('customisation');
  const drag = useDraggable({ id });
  const target = useDroppable({ id: `line:${id}`, data: place });
  const { x = 0, y = 0 } = drag.transform ?? {};
  return (
    <li
      ref={target.setNodeRef}
      className={classes.field}
      data-over={target.isOver || undefined}
      data-dragging={drag.isDragging || undefined}
      style={drag.isDragging ? { transform: `translate(${x}px, ${y}px)` } : undefined}
    >
      <span ref={drag.setNodeRef} className={classes.grip} {...drag.listeners}>
        <IconGripVertical size={14} aria-hidden />
        {children}
      </span>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('layout.move', { name })}>
            <IconDotsVertical size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>{acts}</Menu.Dropdown>
      </Menu>
    </li>
  );
}

/** By mouse, and by a finger that rests: a quick one scrolls. */
export function useDragging() {
  return useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
  );
}
