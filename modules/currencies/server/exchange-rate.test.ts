import { describe, expect, test } from 'vitest';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { deleteRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { exchangeRate } from '../contract/index.ts';

const { system, join } = await useWorkspace();
const anna = await join('Anna Snelling', 'seller');
const nino = await join('Nino Beridze', 'manager');
const euro = { currency: 'EUR', validFrom: '2026-01-01', rate: 1.1 };

describe('an exchange rate', () => {
  test('is set by managers: whoever sells may not change what a sale is worth', async () => {
    const rate = await createRecord(nino, exchangeRate, euro);
    const attempts = [
      () => createRecord(anna, exchangeRate, { ...euro, rate: 99 }),
      () => updateRecord(anna, exchangeRate, rate.id, { rate: 99 }),
      () => deleteRecord(anna, exchangeRate, rate.id),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ status: 403 });
    const page = JSON.parse(await listRecords(anna, exchangeRate, {})) as { items: unknown[] };
    expect(page.items).toMatchObject([{ currency: 'EUR', validFrom: '2026-01-01', rate: 1.1, version: 1 }]);
  });

  test.each([
    [{ currency: 'EURO' }, 'currency'],
    [{ currency: '' }, 'currency'],
    [{ currency: 'XYZ' }, 'currency'],
    [{ validFrom: '2026-02-30' }, 'validFrom'],
    [{ validFrom: null }, 'validFrom'],
    [{ rate: -1 }, 'rate'],
    [{ rate: 0 }, 'rate'],
    [{ rate: '1,1' }, 'rate'],
    [{ rate: null }, 'rate'],
  ])('is refused with %j', async (wrong, path) => {
    await expect(createRecord(nino, exchangeRate, { ...euro, ...wrong })).rejects.toMatchObject({
      ...{ status: 422, fields: [{ path }] },
    });
  });

  test('is kept as exact as it was given, under the code that amounts use', async () => {
    const rate = await createRecord(nino, exchangeRate, {
      currency: 'amd',
      validFrom: '2026-01-01',
      rate: 0.002567891,
    });
    expect(rate).toMatchObject({ currency: 'AMD', rate: 0.002567891 });
  });

  test('is looked up by currency and day in an index, however many there are', async () => {
    await system.db.query({
      text: `insert into exchange_rates (id, currency, valid_from, rate)
        select gen_random_uuid(), c, date '2020-01-01' + d, 1 from unnest(array['EUR', 'GEL', 'RUB', 'BGN']) c,
          generate_series(0, 999) d`,
    });
    await system.db.query({ text: 'analyze exchange_rates' });
    const plan = await system.db.query<{ 'QUERY PLAN': string }>({
      text: `explain select rate from exchange_rates e where e.currency = 'GEL' and e.valid_from <= '2021-01-01'
        and e.deleted_at is null order by e.valid_from desc, e.id desc limit 1`,
    });
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toContain('Index Scan Backward using exchange_rates_currency_valid_from_idx');
    expect(text).not.toMatch(/Seq Scan|Sort|Filter/);
  });
});
