import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { afterAll } from 'vitest';
import type { TestDatabase } from './database.ts';

/**
 * A fingerprint of every row that a schema's tables hold, but for those of `except`: two that are equal say that nothing
 * was written in between. A row is known by its place and the transaction that wrote it there, so that one written over
 * with what it held counts as well, and no row has to be put into words.
 */
export type DigestOf = (schema: string, except?: readonly string[]) => Promise<string>;

/** Fingerprints of this database's schemas, taken by a connection of their own until the test file ends. */
export async function useDigests({ superuser }: TestDatabase): Promise<DigestOf> {
  const client = new Client(superuser);
  await client.connect();
  afterAll(() => client.end());
  // Of a hundred small tables the plan costs ten times what reading them does, and workers that share them ten times that.
  await client.query('set max_parallel_workers_per_gather = 0');
  await client.query('set plan_cache_mode = force_generic_plan');
  return async (schema, except = []) => {
    const { rows: tables } = await client.query<{ name: string; place: string }>({
      name: 'tables',
      text: `select relname as name, format('%I.%I', nspname, relname) as place
        from pg_class join pg_namespace on pg_namespace.oid = relnamespace
        where nspname = $1 and relkind in ('r', 'p') and not relispartition and relname <> all($2) order by relname`,
      values: [schema, except],
    });
    if (tables.length === 0) throw new Error(`There is no table in ${schema}`);
    const parts = tables.map(
      ({ name, place }) =>
        `select '${name}' as name, count(*), sum(hashtextextended(tableoid || ' ' || ctid || ' ' || xmin, 0)) from ${place}`,
    );
    const text = `select * from (${parts.join(' union all ')}) parts order by name`;
    const { rows } = await client.query({ name: createHash('md5').update(text).digest('hex'), text });
    return JSON.stringify(rows);
  };
}
