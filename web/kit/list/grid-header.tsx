import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { isSortable, type NamedField } from '../data/named-field.ts';
import { isRightAligned } from '../fields/field-view.ts';
import { useLabels } from '../labels.ts';
import type { GridLayout } from './column-width.ts';
import { directionOf, nextSort } from './list-search.ts';
import classes from './record-grid.module.css';
import { SelectBox } from './select-box.tsx';
import type { Selection } from './use-selection.ts';

interface GridHeaderProps {
  readonly noun: NounMetadata;
  readonly fields: readonly NamedField[];
  readonly layout: GridLayout;
  readonly sort: string | undefined;
  readonly onSort: (sort: string | undefined) => void;
  readonly selection: Selection;
}

export function GridHeader({ noun, fields, layout, sort, onSort, selection }: GridHeaderProps) {
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
        <HeaderCell key={field.name} noun={noun} field={field} sort={sort} onSort={onSort} />
      ))}
    </div>
  );
}

interface HeaderCellProps extends Pick<GridHeaderProps, 'noun' | 'sort' | 'onSort'> {
  readonly field: NamedField;
}

function HeaderCell({ noun, field, sort, onSort }: HeaderCellProps) {
  const labels = useLabels();
  const direction = directionOf(sort, field.name);
  const Arrow = direction === 'ascending' ? IconArrowUp : IconArrowDown;
  const label = labels.field(noun.name, field);
  return (
    <div role="columnheader" aria-sort={direction}>
      <button
        type="button"
        className={classes.sort}
        disabled={!isSortable(field)}
        data-sorted={direction === 'none' ? undefined : true}
        data-right={isRightAligned(field.kind) || undefined}
        title={label}
        onClick={() => onSort(nextSort(sort, field.name))}
      >
        <span>{label}</span>
        {direction !== 'none' && <Arrow size={14} aria-hidden style={{ flex: 'none' }} />}
      </button>
    </div>
  );
}
