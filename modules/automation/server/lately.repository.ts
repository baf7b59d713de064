import type { Change } from '../../../server/changes/change.ts';
import { type ChangeRow, changeColumns, toChange } from '../../../server/changes/change-row.ts';
import type { Queryable } from '../../../server/db/database.ts';

/** So many entries of the log are looked through, whatever they are of. */
const longestLook = 5_000;

/** What was changed last of so many of a noun's records, in the order in which it happened. */
export async function listLately(db: Queryable, noun: string, records: number): Promise<readonly Change[]> {
  const rows = await db.query<ChangeRow>({
    text: `with lately as materialized (select tx, ${changeColumns} from change order by change.tx desc, change.id desc limit ${longestLook}),
        own as (select * from lately where noun = $1 and kind in ('created', 'updated')),
        newest as (select record from own group by record order by max(own.id) desc limit $2)
      select ${changeColumns} from own where record in (select record from newest) order by own.tx, own.id`,
    values: [noun, records],
  });
  return rows.map(toChange);
}
