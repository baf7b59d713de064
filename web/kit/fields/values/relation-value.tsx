import { RecordLink } from '../../record-link.tsx';
import type { ValueProps } from '../field-view.ts';
import { ReferenceLabel } from './reference-label.tsx';

export function RelationValue({ field, value }: ValueProps<'relation'>) {
  return (
    <RecordLink noun={field.to} id={value.id}>
      <ReferenceLabel noun={field.to} reference={value} />
    </RecordLink>
  );
}
