import { expect, test } from 'vitest';
import { useDatabase } from '../testing/database.ts';
import { createEmptyWorkspace } from '../testing/empty-workspace.ts';

const database = await useDatabase();
const workspace = await createEmptyWorkspace(database);
const db = database.workspace(workspace);

test('values arrive without losing anything', async () => {
  const [row] = await db.query({
    text: `select 9007199254740993::int8 as big, 10.00::numeric as amount, date '2017-03-01' as day,
      timestamptz '2026-01-01 02:00:00.123456+02' as instant, '{"a":[1]}'::jsonb as json, 'x'::text as text, 7 as int,
      array[1.10, 2]::numeric[] as amounts, array[date '2017-03-01'] as days, true as yes, null::date as nothing`,
  });
  expect(row).toEqual({
    big: '9007199254740993',
    amount: '10.00',
    day: '2017-03-01',
    instant: '2026-01-01T00:00:00.123Z',
    json: { a: [1] },
    text: 'x',
    int: 7,
    amounts: ['1.10', '2'],
    days: ['2017-03-01'],
    yes: true,
    nothing: null,
  });
});
