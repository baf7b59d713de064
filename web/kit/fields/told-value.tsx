import { useLabels } from '../labels.ts';
import { FieldValue, type FieldValueProps } from './field-value.tsx';

/** A value where no heading says what it is: a bare "Yes" would tell nothing, so what holds is named. Ask only for what `isTold`. */
export function ToldValue(props: FieldValueProps) {
  const labels = useLabels();
  const { noun, field } = props;
  return field.kind === 'boolean' ? labels.field(noun.name, field) : <FieldValue {...props} compact />;
}
