import { isNewReference } from '../../data/new-reference.ts';
import { RecordLink } from '../../record-link.tsx';
import type { ValueProps } from '../field-view.ts';
import { ReferenceLabel } from './reference-label.tsx';

export function RelationValue({ field, value }: ValueProps<'relation'>) {
  // There is nothing to lead to before the server has made it.
  if (isNewReference(value)) return value.label;
  return (
    <RecordLink noun={field.to} id={value.id}>
      <ReferenceLabel noun={field.to} reference={value} />
    </RecordLink>
  );
}
