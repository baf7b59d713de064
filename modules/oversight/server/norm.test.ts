import { describe, expect, it } from 'vitest';
import { normOf, type Watch, watches } from './norm.ts';

/** The same numbers each time (mulberry32): a rate that is promised must not depend on luck. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const chance = chanceOf(49);
const normal = () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());

/** Spans of ten minutes in a day of eight hours. */
const spans = 48;
/** Days of history: four weeks without their weekends. */
const past = 20;
const days = past + 40;

/**
 * Records somebody sees in each ten minutes of a working day: people differ by factors, so do their days and hours; a tenth of the
 * time they sit elsewhere, and once a fortnight they go through three times as much.
 */
function workingDay(habit: number): number[] {
  const mood = Math.exp(0.35 * normal()) * (chance() < 0.07 ? 3 : 1);
  return Array.from({ length: spans }, () =>
    chance() < 0.3 ? 0 : Math.round((habit / 6) * mood * Math.exp(0.8 * normal())),
  );
}

const person = () => {
  const habit = 300 * Math.exp(0.7 * normal());
  return Array.from({ length: days }, () => workingDay(habit));
};
const people = Array.from({ length: 60 }, person);
const [hour, day] = watches.filter(({ kind }) => kind === 'read') as [Watch, Watch];
const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0);
const hoursOf = (amounts: readonly number[]) =>
  Array.from({ length: spans / 6 }, (_, at) => sum(amounts.slice(at * 6, at * 6 + 6)));
/** The fullest hour of a day, wherever it begins. */
const fullestOf = (amounts: readonly number[]) =>
  Math.max(...Array.from({ length: spans - 5 }, (_, at) => sum(amounts.slice(at, at + 6))));

function hourNorm(history: readonly (readonly number[])[], peers: readonly number[] = []) {
  return normOf(history.flatMap(hoursOf), () => peers, hour.scale);
}
function dayNorm(history: readonly (readonly number[])[], peers: readonly number[] = []) {
  return normOf(history.map(sum), () => peers, day.scale);
}

describe('ordinary work', () => {
  it('raises less than one false alarm in 500 days of somebody’s work', () => {
    let alarms = 0;
    let worked = 0;
    for (const one of people) {
      for (let at = past; at < days; at += 1) {
        const history = one.slice(at - past, at);
        const today = one[at] ?? [];
        worked += 1;
        if (fullestOf(today) > hourNorm(history).threshold || sum(today) > dayNorm(history).threshold) alarms += 1;
      }
    }
    expect(worked).toBe(2_400);
    expect(alarms).toBeLessThanOrEqual(worked / 500);
  });

  it('raises none on the first days of somebody whose colleagues’ habits are known, nor where nobody’s are', () => {
    const peers = people.slice(0, 20).flatMap((one) => one.slice(0, past));
    const hours = peers.flatMap(hoursOf);
    for (const newcomer of people.slice(20, 40)) {
      const first = newcomer[0] ?? [];
      const norms = [hourNorm([], hours), dayNorm([], peers.map(sum))];
      expect(norms.map(({ basis }) => basis)).toEqual(['peers', 'peers']);
      expect(fullestOf(first)).toBeLessThanOrEqual(norms[0]?.threshold ?? 0);
      expect(sum(first)).toBeLessThanOrEqual(norms[1]?.threshold ?? 0);
      expect(hourNorm([])).toEqual({ threshold: hour.scale.start, basis: 'start' });
      expect(fullestOf(first)).toBeLessThanOrEqual(hour.scale.start);
    }
  });
});

describe('taking the base along', () => {
  const norms = people.map((one) => [hourNorm(one.slice(0, past)), dayNorm(one.slice(0, past))] as const);

  it('is seen within the hour where a program goes through 100,000 records, of everybody', () => {
    for (const [ofHour] of norms) expect(ofHour.threshold).toBeLessThan(100_000);
    expect(hour.scale.start).toBeLessThan(100_000);
  });

  it('is seen on the day where somebody leafs through 60,000, of nine in ten; through 30,000, of seven', () => {
    const seen = (records: number) =>
      norms.filter(([ofHour, ofDay]) => ofDay.threshold < records || ofHour.threshold < records / 8).length;
    expect(seen(60_000) / norms.length).toBeGreaterThanOrEqual(0.9);
    expect(seen(30_000) / norms.length).toBeGreaterThanOrEqual(0.7);
  });

  it('is not seen where somebody takes twice their usual amount, day by day: no amount shows that', () => {
    const usual = people[0]?.slice(0, past).map(sum) ?? [];
    const twice = Math.max(...usual) * 1.05;
    expect(twice).toBeLessThan(norms[0]?.[1].threshold ?? 0);
  });
});

describe('a norm', () => {
  it('is never below its floor, and not moved by a single day beyond all measure', () => {
    const steady = Array.from({ length: 20 }, () => 10);
    expect(normOf(steady, () => [], hour.scale)).toEqual({ threshold: hour.scale.floor, basis: 'own' });
    const busy = Array.from({ length: 20 }, (_, at) => 3_000 + at);
    const { threshold } = normOf(busy, () => [], hour.scale);
    const moved = normOf([...busy, 1_000_000], () => [], hour.scale).threshold;
    expect(moved / threshold).toBeLessThan(1.1);
  });
});
