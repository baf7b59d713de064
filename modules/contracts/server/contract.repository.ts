import type { Context } from '../../../server/context.ts';

/** Whether a contract has the number, one in the bin included: it may come back. */
export async function isNumberTaken({ db }: Context, number: string): Promise<boolean> {
  const rows = await db.query({
    name: 'contracts.numberTaken',
    text: 'select 1 as one from contracts where lower(number) = lower($1) limit 1',
    values: [number],
  });
  return rows.length > 0;
}
