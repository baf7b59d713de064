import { memo, type ReactNode, Suspense } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useWaitingFields } from '../../offline/device.ts';
import { part } from '../../ui/part.tsx';
import type { NamedField } from '../data/named-field.ts';
import { titleOf } from '../data/record-title.ts';
import { FieldValue } from '../fields/field-value.tsx';
import { isRightAligned } from '../fields/field-view.ts';
import type { CellActs } from '../grid/cell-acts.ts';
import type { CellEdit, CellEdits } from '../grid/cell-edits.ts';
import { loadCellEditor } from '../grid/load-cell-editor.ts';
import { isWritable, shownValue, withEdits } from '../grid/shown-value.ts';
import { useRecordEdits } from '../grid/use-edits.ts';
import { RecordLink } from '../record-link.tsx';
import { useAccent } from '../views/colors/record-colors.tsx';
import type { GridLayout } from './column-width.ts';
import classes from './record-grid.module.css';
import { SelectBox } from './select-box.tsx';

const CellEditor = part(loadCellEditor);

export interface GridRowProps {
  readonly noun: NounMetadata;
  readonly fields: readonly NamedField[];
  readonly layout: GridLayout;
  readonly record: AnyRecord;
  readonly index: number;
  readonly id: string;
  /** Its row in the list as a whole, from 0. */
  readonly place: number;
  readonly start: number;
  readonly selected: boolean;
  readonly active: boolean;
  /** The keyboard brought us here: show where. */
  readonly moved: boolean;
  readonly onToggle: (id: string, range?: boolean) => void;
  readonly onPoint: (index: number) => void;
  /** The cells' edits and acts; null before somebody comes near them. */
  readonly edits: CellEdits | null;
  readonly acts: CellActs | null;
  /** The active cell's column; -1 in any other row. */
  readonly head: number;
  /** The chosen columns; -1 where none are. */
  readonly left: number;
  readonly right: number;
  /** The last row of what is chosen. */
  readonly isLast: boolean;
  /** What is typed into the active cell; null while nothing is. */
  readonly typed: string | null;
}

/** One record as a line of the grid. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { noun, fields, layout, record, index, id, place, start, selected, active, moved, onToggle, onPoint, acts } =
    props;
  const { t } = useTranslation('kit');
  const title = titleOf(noun, record, useFormat());
  const accent = useAccent(record);
  const edits = useRecordEdits(props.edits, record.id);
  const waiting = useWaitingFields(record.id);
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={place + 2}
      aria-selected={selected}
      data-index={index}
      data-active={active || undefined}
      data-moved={moved || undefined}
      data-editing={props.typed !== null || undefined}
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
      {fields.map((field, column) => (
        <Cell
          key={field.name}
          noun={noun}
          field={field}
          record={record}
          edit={edits.get(field.name)}
          isWaiting={waiting.has(field.name)}
          column={column}
          left={layout.lefts[column]}
          isLastFrozen={column === layout.lefts.length - 1}
          isHead={column === props.head}
          isChosen={column >= props.left && column <= props.right}
          isCorner={props.isLast && column === props.right && noun.may.update}
        >
          {column === props.head && props.typed !== null && acts && (
            <Suspense>
              <CellEditor
                noun={noun}
                field={field}
                record={withEdits(record, edits)}
                value={shownValue(record, field.name, edits.get(field.name))}
                typed={props.typed}
                onSave={(value, onward) => acts.save(record, field, value, onward)}
                onRefuse={(text, reason) => acts.refuse({ record, field }, text, reason)}
                onCancel={() => acts.cancel()}
                onReady={() => acts.ready()}
              />
            </Suspense>
          )}
        </Cell>
      ))}
    </div>
  );
});

interface CellProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  readonly record: AnyRecord;
  readonly edit: CellEdit | undefined;
  /** What it shows waits on the device to be sent. */
  readonly isWaiting: boolean;
  readonly column: number;
  /** Pixels from the left at which it stays; undefined where it is scrolled away. */
  readonly left: number | undefined;
  readonly isLastFrozen: boolean;
  readonly isHead: boolean;
  readonly isChosen: boolean;
  /** The last of the cells that are chosen: values are filled on from here. */
  readonly isCorner: boolean;
  /** The editor, while there is one. */
  readonly children: ReactNode;
}

function Cell(props: CellProps) {
  const { t } = useTranslation('kit');
  const { noun, field, record, edit, isWaiting, column, left, isLastFrozen, isHead, isChosen, isCorner, children } =
    props;
  const isTitle = field.name === noun.title;
  const state = edit && edit.state !== 'saved' ? edit.state : isWaiting ? 'waiting' : undefined;
  return (
    <div
      role="gridcell"
      id={cellId(record.id, field.name)}
      className={classes.cell}
      aria-selected={isChosen || undefined}
      aria-readonly={!isWritable(noun, field, record) || undefined}
      aria-invalid={state === 'refused' || state === 'conflict' || undefined}
      aria-busy={state === 'saving' || undefined}
      title={state === 'refused' ? edit?.reason : isWaiting ? t('waiting.state.waiting') : undefined}
      data-column={column}
      data-title={isTitle || undefined}
      data-frozen={left === undefined ? undefined : isLastFrozen ? 'last' : true}
      style={left === undefined ? undefined : { left }}
      data-right={isRightAligned(field.kind) || undefined}
      data-head={isHead || undefined}
      data-chosen={isChosen || undefined}
      data-state={state}
    >
      {edit?.text === undefined ? (
        <Shown noun={noun} field={field} record={record} value={shownValue(record, field.name, edit)} />
      ) : (
        edit.text
      )}
      {isCorner && <span className={classes.fill} data-fill aria-hidden />}
      {children}
    </div>
  );
}

/** What a cell is called within the page. */
export const cellId = (id: string, field: string): string => `cell-${id}-${field}`;

interface ShownProps extends Pick<CellProps, 'noun' | 'field' | 'record'> {
  readonly value: unknown;
}

function Shown({ noun, field, record, value }: ShownProps) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  if (field.name !== noun.title) return <FieldValue noun={noun} field={field} value={value} record={record} compact />;
  return (
    <RecordLink noun={noun.name} id={record.id} tabIndex={-1} plain>
      {titleOf(noun, { ...record, [field.name]: value }, format) || t('value.untitled')}
    </RecordLink>
  );
}
