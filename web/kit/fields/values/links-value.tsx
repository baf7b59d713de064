import { useLabels } from '../../labels.ts';
import { RecordLink } from '../../record-link.tsx';
import type { ValueProps } from '../field-view.ts';
import { ManyLines } from './many-lines.tsx';
import { ReferenceLabel } from './reference-label.tsx';

export function LinksValue({ noun, field, value, compact }: ValueProps<'links'>) {
  const labels = useLabels();
  return (
    <ManyLines
      compact={compact}
      items={value.map((link) => ({
        key: link.id,
        note: link.role && labels.role(noun.name, field, link.role),
        text: (
          <RecordLink noun={field.to} id={link.id}>
            <ReferenceLabel noun={field.to} reference={link} />
          </RecordLink>
        ),
      }))}
    />
  );
}
