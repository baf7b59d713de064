import { Portal } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronDown } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { part } from '../../ui/part.tsx';
import { isSortable, type NamedField } from '../data/named-field.ts';
import { isRightAligned } from '../fields/field-view.ts';
import { useLabels } from '../labels.ts';
import { ColumnResizer } from './column-resizer.tsx';
import type { GridLayout } from './column-width.ts';
import { directionOf, nextSort } from './list-search.ts';
import classes from './record-grid.module.css';
import { SelectBox } from './select-box.tsx';
import { useColumnMove } from './use-column-move.ts';
import type { Columns } from './use-columns.ts';
import type { Selection } from './use-selection.ts';

const ColumnMenu = part(() => import('./column-menu.tsx'));

interface GridHeaderProps {
  readonly noun: NounMetadata;
  readonly fields: readonly NamedField[];
  readonly layout: GridLayout;
  readonly sort: string | undefined;
  readonly onSort: (sort: string | undefined) => void;
  readonly selection: Selection;
  readonly columns: Columns;
  /** A width while it is being chosen; null when that is over. */
  readonly onPreview: (name: string, width: number | null) => void;
}

export function GridHeader(props: GridHeaderProps) {
  const { noun, fields, layout, sort, onSort, selection, columns, onPreview } = props;
  const { t } = useTranslation('kit');
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  return (
    <div
      role="row"
      aria-rowindex={1}
      className={classes.header}
      style={{ gridTemplateColumns: layout.template, minWidth: layout.minWidth }}
    >
      <div role="columnheader" aria-label={t('list.selection')} style={{ height: '100%' }}>
        <SelectBox
          label={t('list.selectAll')}
          checked={selection.state === 'all'}
          some={selection.state === 'some'}
          onToggle={selection.toggleAll}
          tabIndex={0}
        />
      </div>
      {fields.map((field, column) => (
        <HeaderCell
          key={field.name}
          column={column}
          left={layout.lefts[column]}
          isLastFrozen={column === layout.lefts.length - 1}
          onMenu={setMenu}
          noun={noun}
          field={field}
          sort={sort}
          onSort={onSort}
          columns={columns}
          onPreview={onPreview}
        />
      ))}
      <Portal>
        <Suspense>
          {menu && (
            <ColumnMenu key={menu.column} {...menu} noun={noun} columns={columns} onClose={() => setMenu(null)} />
          )}
        </Suspense>
      </Portal>
    </div>
  );
}

interface HeaderCellProps extends Pick<GridHeaderProps, 'noun' | 'sort' | 'onSort' | 'columns' | 'onPreview'> {
  readonly field: NamedField;
  readonly column: number;
  /** Pixels from the left at which it stays; undefined where it is scrolled away. */
  readonly left: number | undefined;
  readonly isLastFrozen: boolean;
  readonly onMenu: (menu: OpenMenu) => void;
}

/** A column's menu, and where it opens. */
interface OpenMenu {
  readonly column: number;
  readonly anchor: HTMLElement;
}

function HeaderCell(props: HeaderCellProps) {
  const { noun, field, column, left, isLastFrozen, sort, onSort, columns, onPreview, onMenu } = props;
  const moving = useColumnMove(columns, field.name);
  const labels = useLabels();
  const direction = directionOf(sort, field.name);
  const Arrow = direction === 'ascending' ? IconArrowUp : IconArrowDown;
  const label = labels.field(noun.name, field);
  return (
    <div
      role="columnheader"
      aria-label={label}
      aria-sort={direction}
      className={classes.head}
      data-frozen={left === undefined ? undefined : isLastFrozen ? 'last' : true}
      style={left === undefined ? undefined : { left }}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu({ column, anchor: event.currentTarget });
      }}
      {...moving.target}
    >
      <button
        type="button"
        aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight Shift+F10"
        {...moving.handle}
        className={classes.sort}
        aria-disabled={!isSortable(field)}
        data-sorted={direction === 'none' ? undefined : true}
        data-right={isRightAligned(field.kind) || undefined}
        title={label}
        onClick={() => isSortable(field) && onSort(nextSort(sort, field.name))}
      >
        <span>{label}</span>
        {direction !== 'none' && <Arrow size={14} aria-hidden style={{ flex: 'none' }} />}
      </button>
      {/* For the mouse: by keys the menu opens as menus of anything do. */}
      <button
        type="button"
        className={classes.menu}
        tabIndex={-1}
        aria-hidden
        onClick={(event) => onMenu({ column, anchor: event.currentTarget })}
      >
        <IconChevronDown size={14} aria-hidden />
      </button>
      <ColumnResizer
        label={label}
        width={columns.widths[field.name]}
        onResize={(width) => columns.resize(field.name, width)}
        onPreview={(width) => onPreview(field.name, width)}
      />
    </div>
  );
}
