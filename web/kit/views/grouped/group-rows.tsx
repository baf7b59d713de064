import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LoadingState } from '../../../ui/loading-state.tsx';
import { SameCents } from '../../../ui/same-cents.tsx';
import type { NamedField } from '../../data/named-field.ts';
import { useRecordList } from '../../data/record-list.ts';
import { titleOf } from '../../data/record-title.ts';
import { amountsOf } from '../../data/record-values.ts';
import { FieldValue } from '../../fields/field-value.tsx';
import { isRightAligned } from '../../fields/field-view.ts';
import { useLabels } from '../../labels.ts';
import { layOutGrid } from '../../list/column-width.ts';
import type { List } from '../../list/use-list.ts';
import { RecordLink } from '../../record-link.tsx';
import { useAccent } from '../colors/record-colors.tsx';
import classes from './grouped.module.css';

interface GroupRowsProps {
  readonly noun: NounMetadata;
  readonly list: List;
  readonly filter: Filter | undefined;
  /** What the group is called. */
  readonly title: string;
}

/** The records of an opened group, page by page, in the list's own order and columns. */
export function GroupRows({ noun, list, filter, title }: GroupRowsProps) {
  const { t } = useTranslation('views');
  const labels = useLabels();
  const { fields } = list.columns;
  const { search, sort, expand } = list.query;
  const found = useRecordList(noun, { filter, search, sort, expand });
  const { records } = found;
  const layout = useMemo(
    () =>
      layOutGrid(fields, noun.title, (field) => labels.field(noun.name, field), {
        widths: list.columns.widths,
        isPlain: true,
      }),
    [fields, noun, labels, list.columns.widths],
  );
  if (found.isPending) return <LoadingState lines={3} />;
  if (found.isError && records.length === 0)
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <div className={classes.rows}>
      <table className={classes.table} aria-label={title} style={{ minWidth: layout.minWidth }}>
        <thead>
          <tr className={`${classes.row} ${classes.rowHead}`} style={{ gridTemplateColumns: layout.template }}>
            {fields.map((field) => (
              <th
                key={field.name}
                scope="col"
                className={classes.cell}
                data-right={isRightAligned(field.kind) || undefined}
              >
                {labels.field(noun.name, field)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <SameCents amounts={amountsOf(fields, records)}>
            {records.map((record) => (
              <GroupRow key={record.id} noun={noun} fields={fields} record={record} template={layout.template} />
            ))}
          </SameCents>
        </tbody>
      </table>
      {found.hasNextPage && (
        <Button
          variant="subtle"
          color="gray"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t('kit:board.more')}
        </Button>
      )}
    </div>
  );
}

interface GroupRowProps {
  readonly noun: NounMetadata;
  readonly fields: readonly NamedField[];
  readonly record: AnyRecord;
  readonly template: string;
}

function GroupRow({ noun, fields, record, template }: GroupRowProps) {
  const { t } = useTranslation('kit');
  const title = titleOf(noun, record, useFormat());
  const accent = useAccent(record);
  return (
    <tr
      className={classes.row}
      data-accent={accent['data-accent']}
      style={{ gridTemplateColumns: template, ...accent.style }}
    >
      {fields.map((field) => (
        <td key={field.name} className={classes.cell} data-right={isRightAligned(field.kind) || undefined}>
          {field.name === noun.title ? (
            <RecordLink noun={noun.name} id={record.id} plain>
              {title || t('value.untitled')}
            </RecordLink>
          ) : (
            <FieldValue noun={noun} field={field} value={record[field.name]} record={record} compact />
          )}
        </td>
      ))}
    </tr>
  );
}
