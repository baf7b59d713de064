import type { Measure, MeasureOp } from '../../../shared/contract/record-aggregate.ts';
import type { FieldKind } from '../../../shared/nouns/field.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { findField, isSystem, type NamedField } from '../data/named-field.ts';
import { useLabels } from '../labels.ts';

const numeric: ReadonlySet<FieldKind> = new Set(['number', 'money', 'percent', 'rating']);
/** What is added up; a share or a mark is averaged. */
const added: ReadonlySet<FieldKind> = new Set(['number', 'money']);
const days: ReadonlySet<FieldKind> = new Set(['date', 'datetime']);

/** The figures shown where nobody chose any: how many, and the sums of the money among these fields. */
export function defaultMeasures(fields: readonly NamedField[]): readonly Measure[] {
  const sums = fields
    .filter(({ kind, from }) => kind === 'money' && !from)
    .map(({ name }) => ({ op: 'sum' as const, field: name }));
  return [{ op: 'count' }, ...sums.slice(0, 2)];
}

/** Every figure the noun's records have. */
export function listMeasures(noun: NounMetadata): readonly Measure[] {
  const ofField = ({ name, kind }: NamedField): readonly Measure[] => opsOf(kind).map((op) => ({ op, field: name }));
  return [{ op: 'count' }, ...noun.fields.filter((field) => !field.hidden && !isSystem(field)).flatMap(ofField)];
}

function opsOf(kind: FieldKind): readonly MeasureOp[] {
  if (days.has(kind)) return ['min', 'max'];
  if (!numeric.has(kind)) return [];
  return added.has(kind) ? ['sum', 'avg', 'min', 'max'] : ['avg', 'min', 'max'];
}

export const measureId = ({ op, field }: Measure): string => (field ? `${op}:${field}` : op);

/** Names a figure: "Records", "Amount: sum". */
export function useMeasureLabel(noun: NounMetadata): (measure: Measure) => string {
  const { t } = useTranslation('views');
  const labels = useLabels();
  return ({ op, field: name }) => {
    const field = name ? findField(noun, name) : null;
    if (op === 'count' || !name) return t('measure.count');
    return t('measure.of', { field: field ? labels.field(noun.name, field) : name, op: t(`measure.${op}`) });
  };
}
