import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { FieldKind } from '../../../shared/nouns/field.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { titleOf } from '../data/record-title.ts';
import { isTold } from '../data/record-values.ts';
import { FieldValue } from '../fields/field-value.tsx';
import { isRightAligned } from '../fields/field-view.ts';
import { ToldValue } from '../fields/told-value.tsx';
import { PlainReferences, recordPath } from '../record-link.tsx';
import { useAccent } from '../views/colors/record-colors.tsx';
import type { GridRowProps } from './grid-row.tsx';
import classes from './record-grid.module.css';
import { SelectBox } from './select-box.tsx';

/** One record as two lines for a narrow screen: title and its figure, then the next fields that say anything. */
export const CardRow = memo(function CardRow(props: GridRowProps) {
  const { noun, fields, record, index, id, place, start, selected, active, moved, onToggle, onPoint } = props;
  const { t } = useTranslation('kit');
  const title = titleOf(noun, record, useFormat());
  const accent = useAccent(record);
  const filled = fields.filter((field) => field.name !== noun.title && isTold(record[field.name]));
  const figure = filled.find((field) => isRightAligned(field.kind)) ?? filled.find((field) => field.kind === 'choice');
  const more = filled.filter((field) => field !== figure).slice(0, 2);
  // What is shown on request is a button, and stands in no link.
  const isApart = more.some((field) => (field.from?.field ?? field).revealable !== undefined);
  const second = (
    <span className={`${classes.cardLine} ${classes.cardMore}`}>
      {more.map((field) => (
        <span key={field.name} className={wholeKinds.has(field.kind) ? classes.cardAside : undefined}>
          <ToldValue noun={noun} field={field} value={record[field.name]} record={record} />
        </span>
      ))}
    </span>
  );
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={place + 1}
      aria-selected={selected}
      data-active={active || undefined}
      data-moved={moved || undefined}
      className={classes.card}
      data-accent={accent['data-accent']}
      style={{ transform: `translateY(${start}px)`, ...accent.style }}
      onMouseDown={() => onPoint(index)}
    >
      <div role="gridcell">
        <SelectBox
          label={t('list.selectRecord', { title })}
          checked={selected}
          onToggle={(range) => onToggle(record.id, range)}
          tabIndex={-1}
        />
      </div>
      <div role="gridcell" style={{ display: 'grid', minWidth: 0 }}>
        <Link to={recordPath(noun.plural, record.id)} className={classes.cardText} tabIndex={-1}>
          <PlainReferences>
            <span className={classes.cardLine}>
              <span className={classes.cardTitle}>{title || t('value.untitled')}</span>
              {figure && (
                <span className={classes.cardAside}>
                  <FieldValue noun={noun} field={figure} value={record[figure.name]} compact />
                </span>
              )}
            </span>
            {!isApart && second}
          </PlainReferences>
        </Link>
        {isApart && <PlainReferences>{second}</PlainReferences>}
      </div>
    </div>
  );
});

/** Half a number or an hour without its minutes tells something wrong; a name may be cut. */
const wholeKinds: ReadonlySet<FieldKind> = new Set(['date', 'datetime', 'phones']);
