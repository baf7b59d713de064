import type { Queryable } from '../../../server/db/database.ts';

/** How far the filling that was asked for last is, and whether it is still wanted: one row at most. */
export const fillingDdl = [
  `create table if not exists demo_filling (
    one boolean primary key default true check (one),
    share double precision not null default 0,
    cancelled boolean not null default false)`,
];

export interface Filling {
  /** Between 0 and 1. */
  readonly share: number;
  readonly cancelled: boolean;
}

export async function findFilling(db: Queryable): Promise<Filling | null> {
  const [row] = await db.query<Filling>({ text: 'select share, cancelled from demo_filling' });
  return row ?? null;
}

export async function beginFilling(db: Queryable): Promise<void> {
  await db.query({
    text: `insert into demo_filling default values on conflict (one) do update set share = 0, cancelled = false`,
  });
}

export async function cancelFilling(db: Queryable): Promise<void> {
  await db.query({ text: 'update demo_filling set cancelled = true' });
}

/** Answers whether it has been cancelled; who asks in a transaction has the last word until its end. */
export async function noteShare(db: Queryable, share: number): Promise<boolean> {
  const [row] = await db.query<Filling>({
    text: 'update demo_filling set share = $1 returning cancelled',
    values: [share],
  });
  return row?.cancelled === true;
}
