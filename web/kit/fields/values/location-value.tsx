import { coordinates } from '../../../../shared/geo/location.ts';
import type { ValueProps } from '../field-view.ts';
import { OutsideLink } from './outside-link.tsx';

/** The name and the coordinates, which open in whatever shows maps on this machine. */
export function LocationValue({ value, compact }: ValueProps<'location'>) {
  const { latitude, longitude, label } = value;
  const point = <OutsideLink href={`geo:${latitude},${longitude}`}>{coordinates(value)}</OutsideLink>;
  if (!label) return point;
  if (compact) return label;
  return (
    <>
      {label} ({point})
    </>
  );
}
