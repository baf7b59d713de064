import { DndContext, type DragEndEvent, useDroppable } from '@dnd-kit/core';
import { Menu, VisuallyHidden } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { NavigationGroup } from '../../../../shared/appearance/navigation.ts';
import { localText } from '../../../../web/i18n/local-text.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import type { NavigationEntry } from '../../../../web/module.ts';
import { DraggableLine, useDragging } from '../layout/draggable-line.tsx';
import classes from '../layout/layout.module.css';
import { movePage, stepPage } from './navigation-draft.ts';

interface PageListProps {
  readonly groups: readonly NavigationGroup[];
  /** The pages by address. */
  readonly entries: ReadonlyMap<string, NavigationEntry>;
  /** Whether pages go from group to group. */
  readonly mayLeave: boolean;
  readonly headingOf: (group: NavigationGroup) => ReactNode;
  /** What is said of a page besides its name. */
  readonly noteOf: (page: string) => string | null;
  readonly actsOf: (page: string) => ReactNode;
  readonly onChange: (groups: readonly NavigationGroup[]) => void;
}

/** Pages in their groups, moved by mouse, finger or the menu of each. */
export function PageList(props: PageListProps) {
  const { groups, entries, mayLeave, headingOf, onChange } = props;
  const { t, i18n } = useTranslation('customisation');
  const [said, setSaid] = useState('');
  const move = (page: string, next: readonly NavigationGroup[]) => {
    onChange(next);
    setSaid(t('layout.moved', { name: t(entries.get(page)?.labelKey ?? '') }));
  };
  const drop = ({ active, over }: DragEndEvent) => {
    if (!over) return;
    const { group, index } = over.data.current as { group: string; index?: number };
    const page = String(active.id);
    const isOwn = groups.some(({ id, pages }) => id === group && pages.includes(page));
    if (mayLeave || isOwn) move(page, movePage(groups, page, group, index));
  };
  return (
    <DndContext sensors={useDragging()} onDragEnd={drop}>
      <div className={classes.sections}>
        {groups.map((group) => (
          <GroupCard
            key={group.id}
            group={group}
            label={localText(group.name, i18n.language)}
            heading={headingOf(group)}
          >
            {group.pages.map((page, index) => {
              const entry = entries.get(page);
              return (
                entry && (
                  <PageLine key={page} {...props} page={page} entry={entry} group={group} index={index} onMove={move} />
                )
              );
            })}
          </GroupCard>
        ))}
      </div>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </DndContext>
  );
}

interface GroupCardProps {
  readonly group: NavigationGroup;
  readonly label: string | undefined;
  readonly heading: ReactNode;
  readonly children: ReactNode;
}

function GroupCard({ group, label, heading, children }: GroupCardProps) {
  const { t } = useTranslation('customisation');
  const { setNodeRef, isOver } = useDroppable({ id: `group:${group.id}`, data: { group: group.id } });
  const name = t('appearance.group', { name: label ?? t('appearance.noHeading') });
  return (
    <section ref={setNodeRef} className={classes.section} data-over={isOver || undefined} aria-label={name}>
      {heading && <header className={classes.heading}>{heading}</header>}
      <ul className={classes.fields}>{children}</ul>
      {group.pages.length === 0 && <p className={classes.none}>{t('appearance.empty')}</p>}
    </section>
  );
}

interface PageLineProps extends PageListProps {
  readonly page: string;
  readonly entry: NavigationEntry;
  readonly group: NavigationGroup;
  readonly index: number;
  readonly onMove: (page: string, groups: readonly NavigationGroup[]) => void;
}

function PageLine({ page, entry, group, index, groups, mayLeave, noteOf, actsOf, onMove }: PageLineProps) {
  const { t, i18n } = useTranslation('customisation');
  const name = t(entry.labelKey);
  const note = noteOf(page);
  const step = (by: 1 | -1) => onMove(page, stepPage(groups, page, by, mayLeave));
  const Icon = entry.icon;
  return (
    <DraggableLine
      id={page}
      place={{ group: group.id, index }}
      name={name}
      acts={
        <>
          <Menu.Item onClick={() => step(-1)}>{t('layout.up')}</Menu.Item>
          <Menu.Item onClick={() => step(1)}>{t('layout.down')}</Menu.Item>
          {mayLeave &&
            groups
              .filter(({ id }) => id !== group.id)
              .map((other) => (
                <Menu.Item key={other.id} onClick={() => onMove(page, movePage(groups, page, other.id))}>
                  {t('layout.moveTo', { name: localText(other.name, i18n.language) ?? t('appearance.noHeading') })}
                </Menu.Item>
              ))}
          {actsOf(page)}
        </>
      }
    >
      <Icon size={16} stroke={1.6} />
      <span>
        {name}
        {note && <span className={classes.note}>{note}</span>}
      </span>
    </DraggableLine>
  );
}
