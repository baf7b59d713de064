import { Fragment } from 'react';
import { isFieldReference } from '../../../shared/filter/field-reference.ts';
import type { FieldReference, FilterValue, RelativeDay } from '../../../shared/filter/filter.ts';
import { type Area, coordinates } from '../../../shared/geo/location.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { findField, isReference, targetNoun } from '../data/named-field.ts';
import { FieldValue } from '../fields/field-value.tsx';
import { ReferenceLabel } from '../fields/values/reference-label.tsx';
import { useLabels } from '../labels.ts';
import { AnyRecordLabel } from './any-record-label.tsx';
import { isArea } from './area.ts';
import type { FilterTarget } from './filter-fields.ts';
import { isRelativeDay } from './relative-day.ts';

interface ValueWordsProps {
  readonly target: FilterTarget;
  readonly value: FilterValue | undefined;
}

/** What a condition compares with, in words. */
export function ValueWords({ target, value }: ValueWordsProps) {
  const { t } = useTranslation('kit');
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) return <OneValue target={target} value={value as Scalar} />;
  return (
    <>
      {value.map((item: Scalar, index) => (
        <Fragment key={JSON.stringify(item)}>
          {index > 0 && ` ${t('filter.or')} `}
          <OneValue target={target} value={item} />
        </Fragment>
      ))}
    </>
  );
}

type Scalar = string | number | boolean | RelativeDay | Area | FieldReference;

function OneValue({ target, value }: { readonly target: FilterTarget; readonly value: Scalar }) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const labels = useLabels();
  const { field, noun, part } = target;
  if (isArea(value)) {
    const kilometres = format.number(value.kilometres);
    return <>{t('filter.around', { kilometres, point: coordinates(value) })}</>;
  }
  if (isRelativeDay(value)) return <RelativeWords day={value} />;
  if (isFieldReference(value)) {
    const other = findField(noun, value.field);
    return <>{other ? labels.field(noun.name, other) : value.field}</>;
  }
  if (value === '@me') return <>{t('filter.me')}</>;
  if (isReference(field)) return <ReferenceLabel noun={targetNoun(field)} reference={{ id: String(value) }} />;
  if (part === 'noun') return <>{labels.noun(String(value))}</>;
  if (field.kind === 'anyRelation') return <AnyRecordLabel id={String(value)} />;
  if (part) return <>{String(value)}</>;
  if (field.kind === 'choices') return <>{labels.option(noun.name, { ...field, kind: 'choice' }, String(value))}</>;
  if (field.kind === 'choice') return <>{labels.option(noun.name, field, String(value))}</>;
  if (field.kind === 'money') return <>{format.number(String(value))}</>;
  if (field.kind === 'datetime') return <>{format.date(String(value))}</>;
  if (readAsThemselves.has(field.kind)) {
    return <FieldValue noun={noun} field={field} value={value} compact />;
  }
  return <>{format.quote(String(value))}</>;
}

/** Kinds whose values read in a filter as they do in a record. */
const readAsThemselves: ReadonlySet<string> = new Set(['number', 'percent', 'rating', 'boolean', 'date']);

/** A day counted from today, in words. */
export function RelativeWords({ day }: { readonly day: RelativeDay }) {
  const { t } = useTranslation('kit');
  const base = t(`day.${day.from}`);
  if (!day.plus) return <>{base}</>;
  const unit = day.unit ?? 'day';
  const words = t(`day.${day.plus > 0 ? 'later' : 'earlier'}.${unit}`, { count: Math.abs(day.plus) });
  return <>{day.from === 'today' ? words : t('day.shifted', { base, shift: words })}</>;
}
