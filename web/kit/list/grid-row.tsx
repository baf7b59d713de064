import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { NamedField } from '../data/named-field.ts';
import { titleOf } from '../data/record-title.ts';
import { FieldValue } from '../fields/field-value.tsx';
import { isRightAligned } from '../fields/field-view.ts';
import { RecordLink } from '../record-link.tsx';
import { useAccent } from '../views/colors/record-colors.tsx';
import type { GridLayout } from './column-width.ts';
import classes from './record-grid.module.css';
import { SelectBox } from './select-box.tsx';

export interface GridRowProps {
  readonly noun: NounMetadata;
  readonly fields: readonly NamedField[];
  readonly layout: GridLayout;
  readonly record: AnyRecord;
  readonly index: number;
  readonly id: string;
  readonly start: number;
  readonly selected: boolean;
  readonly active: boolean;
  /** The keyboard brought us here: show where. */
  readonly moved: boolean;
  readonly onToggle: (id: string, range?: boolean) => void;
  readonly onPoint: (index: number) => void;
}

/** One record as a line of the grid. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { noun, fields, layout, record, index, id, start, selected, active, moved, onToggle, onPoint } = props;
  const { t } = useTranslation('kit');
  const title = titleOf(noun, record, useFormat());
  const accent = useAccent(record);
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-active={active || undefined}
      data-moved={moved || undefined}
      className={classes.row}
      data-accent={accent['data-accent']}
      style={{
        gridTemplateColumns: layout.template,
        minWidth: layout.minWidth,
        transform: `translateY(${start}px)`,
        ...accent.style,
      }}
      onMouseDown={() => onPoint(index)}
    >
      <div role="gridcell" style={{ height: '100%' }}>
        <SelectBox
          label={t('list.selectRecord', { title })}
          checked={selected}
          onToggle={(range) => onToggle(record.id, range)}
          tabIndex={-1}
        />
      </div>
      {fields.map((field) => (
        <Cell key={field.name} noun={noun} field={field} record={record} title={title} />
      ))}
    </div>
  );
});

interface CellProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  readonly record: AnyRecord;
  readonly title: string;
}

function Cell({ noun, field, record, title }: CellProps) {
  const { t } = useTranslation('kit');
  if (field.name === noun.title) {
    return (
      <div role="gridcell" className={classes.cell} data-title>
        <RecordLink noun={noun.name} id={record.id} tabIndex={-1} plain>
          {title || t('value.untitled')}
        </RecordLink>
      </div>
    );
  }
  return (
    <div role="gridcell" className={classes.cell} data-right={isRightAligned(field.kind) || undefined}>
      <FieldValue noun={noun} field={field} value={record[field.name]} compact />
    </div>
  );
}
