import type { Link } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useLabels } from '../../labels.ts';
import { RecordLink } from '../../record-link.tsx';
import type { ValueProps } from '../field-view.ts';
import { BadgesValue } from './badges-value.tsx';
import { ManyLines } from './many-lines.tsx';
import { ReferenceLabel } from './reference-label.tsx';

export function LinksValue({ noun, field, value, compact }: ValueProps<'links'>) {
  const labels = useLabels();
  const format = useFormat();
  const period = ({ from, to }: Link) =>
    from || to ? `${from ? format.date(from) : ''} – ${to ? format.date(to) : ''}`.trim() : '';
  if (field.badges) return <BadgesValue noun={field.to} links={value} compact={compact} />;
  return (
    <ManyLines
      compact={compact}
      items={value.map((link) => ({
        key: link.id,
        note: [link.role && labels.role(noun.name, field, link.role), period(link)].filter(Boolean).join(', '),
        text: (
          <RecordLink noun={field.to} id={link.id}>
            <ReferenceLabel noun={field.to} reference={link} />
          </RecordLink>
        ),
      }))}
    />
  );
}
