import { Button, Group, Text } from '@mantine/core';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import type { NamedField } from '../data/named-field.ts';
import { ConflictNotice } from '../record/conflict-notice.tsx';
import { type CellEdit, isTroubled } from './cell-edits.ts';
import classes from './grid-status.module.css';
import type { Cells } from './use-cells.ts';
import { useOpenEdits, useRecordEdits } from './use-edits.ts';

export interface GridStatusProps {
  readonly noun: NounMetadata;
  readonly records: readonly AnyRecord[];
  readonly fields: readonly NamedField[];
  readonly cells: Cells;
}

/** What there is to say of the active cell and of all that is not saved. */
export default function GridStatus({ noun, records, fields, cells }: GridStatusProps) {
  const { head } = cells.cursor;
  const record = head ? records[head.row] : undefined;
  const field = head ? fields[head.column] : undefined;
  const edit = useRecordEdits(cells.edits, record?.id ?? '').get(field?.name ?? '');
  const open = useOpenEdits(cells.edits);
  const own = record && field && edit && edit.state !== 'saved' && edit.state !== 'saving' ? edit : null;
  return (
    <div className={classes.status}>
      {own && record && field ? (
        <OwnTrouble noun={noun} record={record} field={field} edit={own} cells={cells} />
      ) : (
        <Overall open={open} cells={cells} records={records} fields={fields} />
      )}
    </div>
  );
}

interface OwnTroubleProps extends Pick<GridStatusProps, 'noun' | 'cells'> {
  readonly record: AnyRecord;
  readonly field: NamedField;
  readonly edit: CellEdit;
}

function OwnTrouble({ noun, record, field, edit, cells }: OwnTroubleProps) {
  const { t } = useTranslation('kit');
  if (edit.state === 'conflict') {
    return (
      <ConflictNotice
        noun={noun}
        field={field}
        conflict={{ current: { ...record, [field.name]: edit.theirs }, before: edit.bases[0] }}
        onKeepMine={() => cells.acts.retry([edit])}
        onTakeTheirs={() => cells.acts.drop([edit])}
      />
    );
  }
  if (edit.state === 'waiting') {
    return (
      <Text size="sm" role="status">
        {t('grid.waiting')}
      </Text>
    );
  }
  return (
    <Group gap="sm" role="alert">
      <Text size="sm" className={classes.text} c="var(--mantine-color-error)">
        {edit.reason}
      </Text>
      <Button variant="default" size="xs" onClick={() => cells.acts.retry([edit])}>
        {t('grid.again')}
      </Button>
      <Button variant="subtle" color="gray" size="xs" onClick={() => cells.acts.drop([edit])}>
        {t('grid.drop')}
      </Button>
    </Group>
  );
}

interface OverallProps extends Omit<GridStatusProps, 'noun'> {
  readonly open: readonly CellEdit[];
}

function Overall({ open, cells, records, fields }: OverallProps) {
  const { t } = useTranslation('kit');
  const troubled = open.filter(isTroubled);
  const waiting = open.filter(({ state }) => state === 'waiting');
  const shown = troubled.find(({ id }) => records.some((record) => record.id === id));
  const goToIt = () => {
    const row = records.findIndex(({ id }) => id === shown?.id);
    const column = fields.findIndex(({ name }) => name === shown?.field);
    if (row >= 0) cells.cursor.go({ row, column: Math.max(0, column) });
  };
  return (
    <Group gap="sm">
      <Text size="sm" className={classes.text} role="status">
        {cells.hint ? t(`grid.${cells.hint}`) : null}
        {!cells.hint && troubled.length > 0 && t('grid.notSaved', { count: troubled.length })}
        {!cells.hint && troubled.length === 0 && t('grid.waitingMany', { count: waiting.length })}
      </Text>
      {shown && (
        <Button variant="default" size="xs" onClick={goToIt}>
          {t('grid.show')}
        </Button>
      )}
      {troubled.length > 0 && (
        <>
          <Button
            variant="default"
            size="xs"
            onClick={() => cells.acts.retry(troubled.filter(({ state }) => state === 'refused'))}
          >
            {t('grid.againAll')}
          </Button>
          <Button variant="subtle" color="gray" size="xs" onClick={() => cells.acts.drop(troubled)}>
            {t('grid.dropAll')}
          </Button>
        </>
      )}
    </Group>
  );
}
