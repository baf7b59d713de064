import type { Queryable } from '../../../server/db/database.ts';

interface Kept {
  readonly id: string;
  readonly deleted: boolean;
}

/** A record's key is what it had in the package it came by, else its id. */
const keyOf = (alias: string) => `coalesce(${alias}.external_id, ${alias}.id::text)`;

export function listPipelineItems(db: Queryable) {
  return db.query<{ key: string; name: string; position: number; archived: boolean }>({
    text: `select ${keyOf('p')} as key, p.name, coalesce(p.position, 0)::int as position,
        coalesce(p.archived, false) as archived
      from pipelines p where p.deleted_at is null order by p.position, p.id`,
  });
}

export function listStageItems(db: Queryable) {
  return db.query<{
    pipeline: string;
    key: string;
    name: string;
    position: number;
    kind: 'open' | 'won' | 'lost';
    probability: number;
    color: string | null;
  }>({
    text: `select ${keyOf('p')} as pipeline, ${keyOf('s')} as key, s.name, coalesce(s.position, 0)::int as position, s.kind,
        coalesce(s.probability, 0)::int as probability, s.color
      from stages s join pipelines p on p.id = s.pipeline
      where s.deleted_at is null and p.deleted_at is null order by p.position, p.id, s.position, s.id`,
  });
}

export async function findPipelineByKey(db: Queryable, key: string): Promise<Kept | null> {
  return findByKey(db, 'pipelines', key);
}

export async function findStageByKey(db: Queryable, key: string): Promise<Kept | null> {
  return findByKey(db, 'stages', key);
}

/** All that were ever known by a key, those that are there last: they are meant. */
export function listKeys(db: Queryable, table: 'pipelines' | 'stages') {
  return db.query<{ key: string; id: string }>({
    text: `select ${keyOf('t')} as key, t.id from ${table} t order by t.deleted_at nulls last`,
  });
}

/** Those that deals stand in. */
export async function listUsedKeys(db: Queryable, column: 'pipeline' | 'stage'): Promise<readonly string[]> {
  const rows = await db.query<{ key: string }>({
    text: `select ${keyOf('t')} as key from ${column}s t
      where exists (select from deals d where d.${column} = t.id and d.deleted_at is null)`,
  });
  return rows.map(({ key }) => key);
}

/** A live one before one in the bin. */
async function findByKey(db: Queryable, table: 'pipelines' | 'stages', key: string): Promise<Kept | null> {
  const [row] = await db.query<Kept>({
    text: `select t.id, t.deleted_at is not null as deleted from ${table} t where ${keyOf('t')} = $1
      order by t.deleted_at nulls first limit 1`,
    values: [key],
  });
  return row ?? null;
}
