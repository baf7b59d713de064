import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { boundsOf, coordinates, distance, farthest, parseLocation } from './location.ts';

const yerevan = { latitude: 40.1772, longitude: 44.5126 };
const sofia = { latitude: 42.6977, longitude: 23.3219 };

describe('the distance between two points', () => {
  test('is what maps say, there and back', () => {
    const paris = { latitude: 48.8566, longitude: 2.3522 };
    const london = { latitude: 51.5074, longitude: -0.1278 };
    expect(distance(paris, london)).toBeCloseTo(343.5, 0);
    expect(distance(sofia, yerevan)).toBeCloseTo(distance(yerevan, sofia), 9);
    expect(distance(yerevan, yerevan)).toBe(0);
    expect(distance({ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 77 })).toBeLessThan(farthest);
    expect(distance({ latitude: 0, longitude: 179.9 }, { latitude: 0, longitude: -179.9 })).toBeCloseTo(22.24, 1);
  });
});

describe('the rectangles around an area', () => {
  const point = fc.record({
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  });

  it('hold every point of it', () => {
    const kilometres = fc.oneof(fc.double({ min: 0.01, max: farthest, noNaN: true }), fc.constantFrom(1, 100, 5000));
    fc.assert(
      fc.property(point, kilometres, point, (centre, reach, other) => {
        fc.pre(distance(centre, other) <= reach);
        const held = boundsOf({ ...centre, kilometres: reach }).some(
          ({ south, north, west, east }) =>
            other.latitude >= south && other.latitude <= north && other.longitude >= west && other.longitude <= east,
        );
        expect(held).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('are about as large as it, and two at the line of date', () => {
    const [only, ...others] = boundsOf({ ...yerevan, kilometres: 10 });
    expect(others).toEqual([]);
    expect((only?.north ?? 0) - (only?.south ?? 0)).toBeCloseTo(0.18, 2);
    expect((only?.east ?? 0) - (only?.west ?? 0)).toBeCloseTo(0.235, 2);
    expect(boundsOf({ latitude: -17.7, longitude: 179.99, kilometres: 50 })).toHaveLength(2);
    expect(boundsOf({ latitude: 89.99, longitude: 10, kilometres: 50 })).toMatchObject([{ west: -180, east: 180 }]);
  });
});

describe('coordinates', () => {
  it.each([
    ['40.1772, 44.5126', yerevan],
    [' 40.1772 44.5126 ', yerevan],
    ['geo:40.1772,44.5126', yerevan],
    ['-33.9;18', { latitude: -33.9, longitude: 18 }],
  ])('%s are understood', (text, point) => expect(parseLocation(text)).toEqual(point));

  it.each(['', '40.1772', '91, 0', '0, 181', '40,1772,5', 'Yerevan', '1, 2, 3'])('%s are none', (text) =>
    expect(parseLocation(text)).toBeNull(),
  );

  it('are written as they are read', () => {
    expect(parseLocation(coordinates(yerevan))).toEqual(yerevan);
  });
});
