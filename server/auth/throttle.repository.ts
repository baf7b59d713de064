import type { Queryable } from '../db/database.ts';

/** Where attempts are counted: the control schema, each count by itself, whatever becomes of the attempt. */
export type Counting = Pick<Queryable, 'query'>;

export interface Count {
  readonly failures: number;
  /** Seconds until the count begins anew. */
  readonly seconds: number;
}

/** Counts one more attempt under `key`; the count begins anew `windowSeconds` after its first. */
export async function countAttempt(control: Counting, key: Buffer, windowSeconds: number): Promise<Count> {
  const [row] = await control.query<{ failures: number; seconds: number }>({
    text: `insert into sign_in_attempt as a (key, failures, until) values ($1, 1, now() + make_interval(secs => $2))
      on conflict (key) do update set
        failures = case when a.until <= now() then 1 else a.failures + 1 end,
        until = case when a.until <= now() then excluded.until else a.until end
      returning failures, ceil(extract(epoch from until - now()))::integer as seconds`,
    values: [key, windowSeconds],
  });
  if (!row) throw new Error('An attempt to sign in was not counted');
  return row;
}

/** Takes attempts back that turned out well: `forget` starts from nothing, `refund` is one less. */
export async function takeBackAttempts(control: Counting, forget: Buffer[], refund: Buffer[]): Promise<void> {
  await control.query({ text: 'delete from sign_in_attempt where key = any($1) or until <= now()', values: [forget] });
  await control.query({
    text: 'update sign_in_attempt set failures = failures - 1 where key = any($1) and failures > 0',
    values: [refund],
  });
}
