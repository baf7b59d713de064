import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
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
      {fields.map((field) => (
        <HeaderCell
          key={field.name}
          noun={noun}
          field={field}
          sort={sort}
          onSort={onSort}
          columns={columns}
          onPreview={onPreview}
        />
      ))}
    </div>
  );
}

interface HeaderCellProps extends Pick<GridHeaderProps, 'noun' | 'sort' | 'onSort' | 'columns' | 'onPreview'> {
  readonly field: NamedField;
}

function HeaderCell({ noun, field, sort, onSort, columns, onPreview }: HeaderCellProps) {
  const moving = useColumnMove(columns, field.name);
  const labels = useLabels();
  const direction = directionOf(sort, field.name);
  const Arrow = direction === 'ascending' ? IconArrowUp : IconArrowDown;
  const label = labels.field(noun.name, field);
  return (
    <div role="columnheader" aria-label={label} aria-sort={direction} className={classes.head} {...moving.target}>
      <button
        type="button"
        aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
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
      <ColumnResizer
        label={label}
        width={columns.widths[field.name]}
        onResize={(width) => columns.resize(field.name, width)}
        onPreview={(width) => onPreview(field.name, width)}
      />
    </div>
  );
}
