import type { Measure } from '../../../shared/contract/record-aggregate.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { MoneyText } from '../../ui/value-text.tsx';
import type { Figure } from '../data/aggregate.ts';
import { findField } from '../data/named-field.ts';
import classes from './figures.module.css';

interface FigureTextProps {
  readonly noun: NounMetadata;
  readonly measure: Measure;
  readonly value: Figure | undefined;
  /** "1.2M €" for tight places. */
  readonly compact?: boolean;
}

/** A figure of a group: amounts one currency after the other, never added up. */
export function FigureText({ noun, measure, value, compact = false }: FigureTextProps) {
  const format = useFormat();
  if (value === null || value === undefined) return <span className={classes.figure}>–</span>;
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className={classes.figure}>–</span>;
    return (
      <span className={classes.amounts}>
        {value.map((amount) => (
          <MoneyText key={amount.currency} value={amount} compact={compact} />
        ))}
      </span>
    );
  }
  const kind = measure.field ? findField(noun, measure.field)?.kind : undefined;
  return <span className={classes.figure}>{textOf(format, kind, value as string | number)}</span>;
}

function textOf(format: ReturnType<typeof useFormat>, kind: string | undefined, value: string | number): string {
  if (kind === 'date' || kind === 'datetime') return format.date(String(value));
  // A share is kept as a hundredth: 12.5 reads as 12.5 %.
  if (kind === 'percent') return format.percent(Number(value) / 100, 2);
  return format.number(value, { maximumFractionDigits: 2 });
}
