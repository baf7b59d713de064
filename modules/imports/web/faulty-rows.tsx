import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FieldError } from '../../../shared/errors.ts';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import { useFaultText } from './fault-text.ts';
import classes from './faulty-rows.module.css';

interface FaultyRowsProps {
  readonly title: string;
  readonly target: string;
  /** The first rejected rows, counted from 1 below the header. */
  readonly rows: readonly { readonly row: number; readonly faults: readonly FieldError[] }[];
  /** How many there are in all. */
  readonly total: number;
  readonly actions?: ReactNode;
}

/** Rows that are (or would be) rejected, each with its reasons in words. */
export function FaultyRows({ title, target, rows, total, actions }: FaultyRowsProps) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const inWords = useFaultText(useNoun(target));
  return (
    <SectionCard title={title} actions={actions}>
      <ul className={classes.rows}>
        {rows.map(({ row, faults }) => (
          <li key={row} className={classes.row}>
            <span className={classes.number}>{t('rows.number', { number: format.number(row) })}</span>
            <ul className={classes.faults}>
              {faults.map(inWords).map(({ column, value, reason }) => (
                <li key={`${column} ${reason}`}>
                  {column && <strong>{column}: </strong>}
                  {value && <q className={classes.value}>{value}</q>} {reason}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {total > rows.length && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('rows.more', { count: total - rows.length })}
        </Text>
      )}
    </SectionCard>
  );
}
