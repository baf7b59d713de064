import fc from 'fast-check';
import { expect, test } from 'vitest';
import { useDatabase } from '../testing/database.ts';
import { Literals, Params } from './params.ts';

const database = await useDatabase();

const text = fc.string({ unit: fc.constantFrom(...`'"\\{},$1%_ nN;-/*\nаա`) });

test('a value that stands in the text is what it is beside the text, however it is written', async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.option(text)), async (one, many) => {
      const [params, literals] = [new Params(), new Literals()];
      const select = ({ add }: { add: (value: unknown) => string }) =>
        `${add(one)}::text as one, ${add(many)}::text[] as many`;
      const [sent, written] = await Promise.all([
        database.control.query({
          text: `select ${select({ add: (value) => params.add(value) })}`,
          values: params.values,
        }),
        database.control.query({ text: `select ${select({ add: (value) => literals.add(value) })}` }),
      ]);
      expect(written).toEqual(sent);
      expect(written).toEqual([{ one, many }]);
    }),
    { numRuns: 60 },
  );
});

test('numbers, truths and nothing are written, other things are refused', () => {
  const literals = new Literals();
  expect([7, true, null, undefined].map((value) => literals.add(value))).toEqual(["'7'", "'true'", 'null', 'null']);
  expect(() => literals.add({})).toThrow('What is object can not be written');
  expect(() => literals.add([new Date()])).toThrow('can not be written');
});
