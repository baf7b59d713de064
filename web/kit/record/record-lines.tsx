import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { SameCents } from '../../ui/same-cents.tsx';
import type { NamedField } from '../data/named-field.ts';
import { titleOf } from '../data/record-title.ts';
import { amountsOf, isEmptyValue } from '../data/record-values.ts';
import { FieldValue } from '../fields/field-value.tsx';
import { isRightAligned } from '../fields/field-view.ts';
import { recordPath } from '../record-link.tsx';
import classes from './record-lines.module.css';

interface RecordLinesProps {
  readonly noun: NounMetadata;
  readonly records: readonly AnyRecord[];
  /** What else is told of each: the first figure at the end of the line, and two more below its name. */
  readonly columns: readonly NamedField[];
  /** What may be done with each: at the end of its line; what is wide takes a line of its own. */
  readonly acts?: ((record: AnyRecord) => ReactNode) | undefined;
}

/** Records in two lines each, leading to their cards. */
export function RecordLines({ noun, records, columns, acts }: RecordLinesProps) {
  return (
    <SameCents amounts={amountsOf(columns, records)}>
      <ul className={classes.list}>
        {records.map((one) => (
          <RecordLine key={one.id} noun={noun} record={one} columns={columns} acts={acts} />
        ))}
      </ul>
    </SameCents>
  );
}

interface RecordLineProps extends Pick<RecordLinesProps, 'noun' | 'columns' | 'acts'> {
  readonly record: AnyRecord;
}

function RecordLine({ noun, record, columns, acts }: RecordLineProps) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const filled = columns.filter(({ name }) => name !== noun.title && !isEmptyValue(record[name]));
  const figure = filled.find(({ kind }) => isRightAligned(kind));
  const more = filled.filter((column) => column !== figure).slice(0, 2);
  return (
    <li className={classes.line} data-line tabIndex={-1} data-acts={acts ? true : undefined}>
      <Link to={recordPath(noun.plural, record.id)} className={classes.title}>
        {titleOf(noun, record, format) || t('value.untitled')}
      </Link>
      <span className={classes.figure}>
        {figure && <FieldValue noun={noun} field={figure} value={record[figure.name]} compact />}
      </span>
      <span className={classes.more}>
        {more.map((column) => (
          <span key={column.name}>
            <FieldValue noun={noun} field={column} value={record[column.name]} record={record} compact />
          </span>
        ))}
      </span>
      {acts?.(record)}
    </li>
  );
}
