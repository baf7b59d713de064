import type { Location } from '../nouns/value.ts';

/** Within so many kilometres of a point. */
export interface Area {
  readonly latitude: number;
  readonly longitude: number;
  readonly kilometres: number;
}

/** The mean radius of the earth in kilometres. */
export const earthRadius = 6371.0088;
/** Half way around the earth: everything is within it. */
export const farthest = 20_038;

/** Kilometres between two points along the surface of the earth. */
export function distance(one: Omit<Location, 'label'>, other: Omit<Location, 'label'>): number {
  const [north, east] = [radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)];
  const half =
    Math.sin(north / 2) ** 2 +
    Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * Math.sin(east / 2) ** 2;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** A rectangle in degrees. */
export interface Bounds {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

/** Rectangles that the area lies in: two where it crosses the line of date, all longitudes where it holds a pole. */
export function boundsOf({ latitude, longitude, kilometres }: Area): readonly Bounds[] {
  const angle = kilometres / earthRadius;
  // A little more than needed, for what rounding takes.
  const reach = degrees(angle) + slack;
  const [south, north] = [Math.max(-90, latitude - reach), Math.min(90, latitude + reach)];
  const holdsPole = south === -90 || north === 90 || angle >= Math.PI / 2;
  const width = holdsPole
    ? 180
    : degrees(Math.asin(Math.min(1, Math.sin(angle) / Math.cos(radians(latitude))))) + slack;
  const [west, east] = [longitude - width, longitude + width];
  if (width >= 180) return [{ south, north, west: -180, east: 180 }];
  if (west < -180)
    return [
      { south, north, west: -180, east },
      { south, north, west: west + 360, east: 180 },
    ];
  if (east > 180)
    return [
      { south, north, west, east: 180 },
      { south, north, west: -180, east: east - 360 },
    ];
  return [{ south, north, west, east }];
}

const slack = 1e-5;

/** Reads `40.1772, 44.5126`, with or without `geo:` before it; null for anything else. */
export function parseLocation(text: string): Location | null {
  const found = /^(?:geo:)?\s*([-+]?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*([-+]?\d{1,3}(?:\.\d+)?)$/i.exec(text.trim());
  if (!found) return null;
  const [latitude, longitude] = [Number(found[1]), Number(found[2])];
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}

/** `40.1772, 44.5126`. */
export function coordinates({ latitude, longitude }: Location): string {
  return `${latitude}, ${longitude}`;
}

function radians(angle: number): number {
  return (angle * Math.PI) / 180;
}

function degrees(angle: number): number {
  return (angle * 180) / Math.PI;
}
