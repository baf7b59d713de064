import type { Queryable } from '../db/database.ts';
import { quote } from '../metadata/names.ts';

/** Months made beforehand, the one `from` lies in included. */
const ahead = 3;

/** Makes the access log's monthly partitions from `from`'s on and moves into them what had to wait in the default one. */
export async function ensureAccessPartitions(db: Queryable, from: Date): Promise<void> {
  for (let month = 0; month < ahead; month += 1) {
    const starts = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + month, 1));
    const ends = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + month + 1, 1));
    await ensureMonth(db, starts, ends);
  }
}

async function ensureMonth(db: Queryable, starts: Date, ends: Date): Promise<void> {
  const name = quote(`access_log_${starts.toISOString().slice(0, 7).replace('-', '_')}`);
  const isThere = async (tx: Queryable) =>
    (await tx.query<{ there: boolean }>({ text: 'select to_regclass($1) is not null as there', values: [name] }))[0]
      ?.there;
  if (await isThere(db)) return;
  const [first, last] = [starts.toISOString(), ends.toISOString()];
  await db.transaction(async (tx) => {
    await tx.query({ text: "set local lock_timeout = '3s'" });
    await tx.query({ text: 'lock table access_log_default in access exclusive mode' });
    if (await isThere(tx)) return;
    await tx.query({ text: `create table ${name} (like access_log including defaults)` });
    await tx.query({
      text: `with moved as (delete from access_log_default where at >= $1 and at < $2 returning *) insert into ${name} select * from moved`,
      values: [first, last],
    });
    await tx.query({
      text: `alter table access_log attach partition ${name} for values from ('${first}') to ('${last}')`,
    });
  });
}

/**
 * Drops the months of a log (`change` or `access_log`) that ended before `before`; answers their names. What lies in the default partition is deleted.
 */
export async function dropMonthsBefore(
  db: Queryable,
  log: 'change' | 'access_log',
  before: Date,
): Promise<readonly string[]> {
  const rows = await db.query<{ name: string }>({
    text: `select c.relname::text as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = $1::regclass and c.relname ~ '_\\d{4}_\\d\\d$' order by 1`,
    values: [log],
  });
  const over = rows.map(({ name }) => name).filter((name) => endOf(name).getTime() <= before.getTime());
  await db.transaction(async (tx) => {
    await tx.query({ text: "set local lock_timeout = '3s'" });
    for (const name of over) await tx.query({ text: `drop table ${quote(name)}` });
    await tx.query({ text: `delete from ${quote(`${log}_default`)} where at < $1`, values: [before.toISOString()] });
  });
  return over;
}

function endOf(name: string): Date {
  const [, year, month] = /(\d{4})_(\d\d)$/.exec(name) ?? [];
  return new Date(Date.UTC(Number(year), Number(month), 1));
}
