import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockOf, layInLanes, minutesOf, minutesOfDay, snapMinutes, snappedMove, type TimeSpan } from './hours.ts';

const span = fc
  .tuple(fc.integer({ min: 0, max: minutesOfDay - 1 }), fc.integer({ min: 1, max: 300 }))
  .map(([from, length]): TimeSpan => ({ from, to: from + length }));
const meet = (one: TimeSpan, other: TimeSpan) => one.from < other.to && other.from < one.to;

test('what meets stands side by side, and nothing is narrower than it must be', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
      const lanes = layInLanes(spans);
      expect(lanes).toHaveLength(spans.length);
      spans.forEach((one, index) => {
        const { lane, lanes: count } = lanes[index] ?? { lane: -1, lanes: -1 };
        expect(lane >= 0 && lane < count).toBe(true);
        if (!spans.some((other, at) => at !== index && meet(one, other))) expect(count).toBe(1);
        spans.forEach((other, at) => {
          if (at === index || !meet(one, other)) return;
          expect(lanes[at]?.lanes).toBe(count);
          expect(lanes[at]?.lane).not.toBe(lane);
        });
      });
      const most = Math.max(
        0,
        ...spans.map(({ from }) => spans.filter((one) => one.from <= from && from < one.to).length),
      );
      expect(Math.max(0, ...lanes.map((one) => one.lanes))).toBe(most);
    }),
  );
});

test('a clock is so many minutes from midnight, also of the days around', () => {
  expect(minutesOf('09:30')).toBe(570);
  expect(clockOf(570)).toEqual(['09:30', 0]);
  expect(clockOf(minutesOfDay + 15)).toEqual(['00:15', 1]);
  expect(clockOf(-15)).toEqual(['23:45', -1]);
});

test('what is dragged comes to stand at a quarter of an hour of its day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: minutesOfDay - 1 }), fc.integer({ min: -2000, max: 2000 }), (from, by) => {
      const to = from + snappedMove(from, by);
      expect(to % snapMinutes).toBe(0);
      expect(to >= 0 && to < minutesOfDay).toBe(true);
    }),
  );
  expect(snappedMove(9 * 60 + 10, 60)).toBe(65);
});
