import type { Bucket } from '../../../../shared/contract/record-aggregate.ts';
import { addDays, addUnits, quarterOf } from '../../../../shared/dates/iso-date.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import type { GroupKey } from '../../data/aggregate.ts';
import { ChoiceBadge } from '../../fields/values/choice-badge.tsx';
import type { FilterTarget } from '../../filter/filter-fields.ts';
import { useLabels } from '../../labels.ts';

interface GroupKeyTextProps {
  readonly target: FilterTarget;
  readonly by: Bucket | undefined;
  readonly value: GroupKey;
}

/** What the records of a group have in common. */
export function GroupKeyText({ target, by, value }: GroupKeyTextProps) {
  const { field, noun } = target;
  const labels = useLabels();
  const text = useKeyText(target, by, value);
  if (typeof value !== 'string' || (field.kind !== 'choice' && field.kind !== 'choices')) return <>{text}</>;
  const color = field.options.find((option) => option.value === value)?.color;
  const label = labels.option(noun.name, { ...field, kind: 'choice' }, value);
  return <ChoiceBadge color={color}>{label}</ChoiceBadge>;
}

/** The same as a text. */
export function useKeyText({ field, noun }: FilterTarget, by: Bucket | undefined, value: GroupKey): string {
  const { t } = useTranslation('views');
  const labels = useLabels();
  const format = useFormat();
  if (value === null) return t('board.none');
  if (typeof value === 'object') return value.label ?? t('kit:value.notVisible');
  if (typeof value === 'boolean') return t(value ? 'kit:value.yes' : 'kit:value.no');
  if (field.kind === 'percent') return format.percent(Number(value) / 100, 2);
  if (typeof value === 'number') return format.number(value);
  if (field.kind === 'choice' || field.kind === 'choices')
    return labels.option(noun.name, { ...field, kind: 'choice' }, value);
  if (field.kind !== 'date' && field.kind !== 'datetime') return value;
  if (by === 'month') return format.month(value);
  if (by === 'year') return value.slice(0, 4);
  if (by === 'quarter') return t('grouped.quarter', { ...quarterOf(value) });
  if (by === 'week') return `${format.date(value)} – ${format.date(addDays(addUnits(value, 1, 'week'), -1))}`;
  return format.date(value);
}
