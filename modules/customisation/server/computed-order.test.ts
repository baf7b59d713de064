import { expect, it } from 'vitest';
import { afterWhatTheyStandOn } from './computed-order.ts';

const formula = (noun: string, name: string, worked: string) => ({ noun, name, definition: { formula: worked } });
const sum = (noun: string, name: string, of: string, field: string) => ({
  ...{ noun, name },
  definition: { rollUp: { of, by: 'xOf', measure: 'sum', field } as const },
});
const namesOf = (fields: readonly { noun: string; name: string }[]) =>
  fields.map(({ noun, name }) => `${noun}.${name}`);

it('fields that are worked out come behind those they are made of', () => {
  const unit = formula('xSheet', 'xUnit', 'xMaterials + xLabour');
  const materials = sum('xSheet', 'xMaterials', 'xPart', 'xCost');
  const cost = formula('xPart', 'xCost', 'xPrice * xQuantity');
  const order = formula('xOrder', 'xWorth', 'xSheet.xUnit * xQuantity');
  expect(namesOf(afterWhatTheyStandOn([order, unit, materials, cost]))).toEqual([
    'xPart.xCost',
    'xSheet.xMaterials',
    'xSheet.xUnit',
    'xOrder.xWorth',
  ]);
});

it('a field of the same name elsewhere is nothing to wait for, and two that wait for each other stay as they came', () => {
  const here = formula('xOrder', 'xTotal', 'xLabour + xParts');
  const there = formula('xPart', 'xParts', 'xTotal * 2');
  expect(namesOf(afterWhatTheyStandOn([here, there]))).toEqual(['xOrder.xTotal', 'xPart.xParts']);
  const circle = [formula('xPart', 'xOne', 'xTwo'), formula('xPart', 'xTwo', 'xOne')];
  expect(afterWhatTheyStandOn(circle)).toEqual(circle);
});
