import { describe, expect, test } from 'vitest';
import { CellActs } from './cell-acts.ts';

/** Acts in a list of so many records of which sixty are loaded, with a cell of that row chosen. */
function actsAt(row: number, length: number, isReached = true) {
  const loaded = { records: Array.from({ length: 60 }) };
  const asked: number[] = [];
  const loadMore = async () => {
    asked.push(loaded.records.length);
    if (isReached) loaded.records = Array.from({ length: Math.min(length, loaded.records.length + 60) });
    return !isReached || loaded.records.length < length;
  };
  const options = () => ({ records: loaded.records, fields: [], page: () => 10, loadMore });
  const cursor = { range: { top: row, bottom: row, left: 0, right: 0 } };
  return { acts: new CellActs({} as never, () => ({ cursor, options: options() }) as never), asked };
}

describe('rows for a block that has more of them than are loaded', () => {
  test('are loaded, no more than it needs', async () => {
    const { acts, asked } = actsAt(50, 1000);
    await acts.loadRows(10);
    expect(asked).toEqual([]);
    await acts.loadRows(100);
    expect([asked, acts.bounds.rows]).toEqual([[60, 120], 180]);
  });

  test('end where the list ends', async () => {
    const { acts, asked } = actsAt(0, 130);
    await acts.loadRows(500);
    expect([asked, acts.bounds.rows]).toEqual([[60, 120], 130]);
  });

  test('are not waited for when they do not come', async () => {
    const { acts, asked } = actsAt(0, 1000, false);
    await acts.loadRows(500);
    expect(asked).toEqual([60]);
  });
});
