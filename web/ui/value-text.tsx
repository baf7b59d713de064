import type { Money } from '../../shared/nouns/value.ts';
import { useFormat } from '../i18n/use-format.ts';
import classes from './value-text.module.css';

interface MoneyTextProps {
  readonly value: Money | null | undefined;
  /** "1.2M €" for tight places; the whole amount is its tooltip. */
  readonly compact?: boolean;
}

/** An amount in figures of equal width, so that columns line up. */
export function MoneyText({ value, compact = false }: MoneyTextProps) {
  const format = useFormat();
  return (
    <span className={classes.figures} title={compact ? format.money(value) : undefined}>
      {format.money(value, { compact })}
    </span>
  );
}

interface DateTextProps {
  /** An ISO date or moment. */
  readonly value: string | null | undefined;
  /** "in 3 days", of a moment "in 3 days at 10:00", while it is near. */
  readonly relative?: boolean;
}

/** A day or moment; the machine-readable form and the whole date go with it. */
export function DateText({ value, relative = false }: DateTextProps) {
  const format = useFormat();
  if (!value) return null;
  return (
    <time dateTime={value} title={value.length > 10 ? format.dateTime(value) : format.date(value, 'long')}>
      {relative ? format.relativeMoment(value) : format.date(value)}
    </time>
  );
}
