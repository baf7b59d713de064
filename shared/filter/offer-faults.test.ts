import { describe, expect, it } from 'vitest';
import { boolean, choice, choices, text } from '../nouns/field.ts';
import { defineNoun } from '../nouns/noun.ts';
import { isOffered, keptOptions, unofferedFilter, withFittingOffers } from '../nouns/option-offers.ts';
import { matchesFilter } from './evaluate.ts';
import type { FilterContext } from './filter.ts';
import { findOfferFaults } from './offer-faults.ts';

const ctx: FilterContext = { memberId: null, teamMemberIds: [], today: '2026-03-01', timeZone: 'Asia/Yerevan' };
const options = (...values: string[]) => values.map((value) => ({ value }));
const car = defineNoun({
  ...{ name: 'car', plural: 'cars', title: 'name', icon: 'car', rights: 'work' },
  fields: {
    name: text({ required: true }),
    isSold: boolean(),
    make: choice({ options: options('lada', 'toyota', 'bmw') }),
    model: choice({
      options: options('niva', 'corolla', 'x5', 'other'),
      offeredWith: { field: 'make', options: { niva: ['lada'], corolla: ['toyota'], x5: ['bmw'] } },
    }),
    trims: choices({
      options: options('diesel', 'hybrid', 'winter'),
      visibleWhen: { field: 'isSold', op: 'isNot', value: true },
      offeredWith: { field: 'model', options: { diesel: ['niva', 'x5'], hybrid: ['corolla'] } },
    }),
  },
});
const faults = (values: object, before: object | null = null) =>
  findOfferFaults(car, values as never, before as never, ctx).map(({ path, params }) => [path, params?.option]);

describe('an option that depends on another choice', () => {
  it('is offered beside what it was named with, and beside nothing not; what was not named is offered always', () => {
    const { model } = car.fields;
    expect(isOffered(model, 'corolla', { make: 'toyota' })).toBe(true);
    expect(isOffered(model, 'corolla', { make: 'bmw' })).toBe(false);
    expect(isOffered(model, 'corolla', {})).toBe(false);
    expect(isOffered(model, 'other', { make: 'bmw' })).toBe(true);
    expect(isOffered(model, 'constructor', {})).toBe(true);
  });

  it('is refused by the name of its field, of several options the first at fault', () => {
    expect(faults({ make: 'toyota', model: 'corolla', trims: ['hybrid', 'winter'] })).toEqual([]);
    expect(faults({ make: 'toyota', model: 'x5' })).toEqual([['model', 'x5']]);
    expect(faults({ make: 'bmw', model: 'x5', trims: ['winter', 'hybrid'] })).toEqual([['trims', 'hybrid']]);
    expect(findOfferFaults(car, { make: 'bmw', model: 'niva' }, null, ctx)).toEqual([
      { path: 'model', code: 'notOfferedWith', params: { noun: 'car', field: 'make', option: 'niva' } },
    ]);
  });

  it('is asked for of no field that is hidden', () => {
    expect(faults({ isSold: true, model: 'x5', make: 'bmw', trims: ['hybrid'] })).toEqual([]);
  });

  it('may go on standing where it stood, until what it stands beside is changed', () => {
    const before = { make: 'toyota', model: 'x5', trims: ['hybrid'] };
    expect(faults({ ...before, name: 'Sold' }, before)).toEqual([]);
    expect(faults({ ...before, trims: ['hybrid', 'winter'] }, before)).toEqual([]);
    expect(faults({ ...before, trims: ['hybrid', 'diesel'] }, before)).toEqual([]);
    expect(faults({ ...before, make: 'lada' }, before)).toEqual([['model', 'x5']]);
    expect(faults({ ...before, model: 'niva' }, before)).toEqual([
      ['model', 'niva'],
      ['trims', 'hybrid'],
    ]);
  });
});

it('what stays of a value is what goes with the other choice', () => {
  const { model, trims } = car.fields;
  expect(keptOptions(model, 'x5', { make: 'bmw' })).toBe('x5');
  expect(keptOptions(model, 'x5', { make: 'lada' })).toBeNull();
  const held = ['winter', 'hybrid'];
  expect(keptOptions(trims, held, { model: 'corolla' })).toBe(held);
  expect(keptOptions(trims, held, { model: 'niva' })).toEqual(['winter']);
});

it('the filter of what is not offered finds just what would be refused of a new record', () => {
  const filter = unofferedFilter('model', car.fields.model.offeredWith);
  for (const make of ['lada', 'toyota', 'bmw', null]) {
    for (const model of ['niva', 'corolla', 'x5', 'other', null]) {
      const isRefused = findOfferFaults(car, { make, model }, null, ctx).length > 0;
      expect([make, model, matchesFilter(filter, { make, model }, car, () => null, ctx)]).toEqual([
        make,
        model,
        isRefused,
      ]);
    }
  }
});

it('what depends on options or a choice that are there no longer is offered again', () => {
  const { make, model } = car.fields;
  const offersOf = (fields: object) => withFittingOffers(fields as never).model?.offeredWith;
  expect(offersOf({ make, model })).toEqual(model.offeredWith);
  expect(offersOf({ model })).toBeUndefined();
  expect(offersOf({ make: { ...make, retired: true }, model })).toBeUndefined();
  expect(offersOf({ make: text(), model })).toBeUndefined();
  expect(offersOf({ make: { ...make, options: options('lada') }, model })).toEqual({
    field: 'make',
    options: { niva: ['lada'] },
  });
  expect(offersOf({ make, model: { ...model, options: options('x5') } })?.options).toEqual({ x5: ['bmw'] });
});
