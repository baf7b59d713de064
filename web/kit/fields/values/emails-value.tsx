import type { ValueProps } from '../field-view.ts';
import { ManyLines } from './many-lines.tsx';
import { OutsideLink } from './outside-link.tsx';

export function EmailsValue({ value, compact }: ValueProps<'emails'>) {
  return (
    <ManyLines
      compact={compact}
      items={value.map(({ address, label }) => ({
        key: address,
        note: label,
        text: <OutsideLink href={`mailto:${encodeURIComponent(address)}`}>{address}</OutsideLink>,
      }))}
    />
  );
}
