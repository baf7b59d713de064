import type { ValueProps } from '../field-view.ts';
import { ManyLines } from './many-lines.tsx';
import { OutsideLink } from './outside-link.tsx';

/** Shown as it was typed, dialled as it was understood. */
export function PhonesValue({ value, compact }: ValueProps<'phones'>) {
  return (
    <ManyLines
      compact={compact}
      items={value.map(({ number, original, label }) => ({
        key: number,
        note: label,
        text: <OutsideLink href={`tel:${number}`}>{original || number}</OutsideLink>,
      }))}
    />
  );
}
