import type { GivenNames } from '../../shared/nouns/noun-words.ts';
import type { Queryable } from '../db/database.ts';

export const nounNamesDdl = [
  `create table if not exists noun_names (
    noun text primary key,
    version integer not null,
    definition jsonb not null)`,
];

/** What the workspace calls nouns of modules; nothing where the schema is older than such names. */
export async function listNounNames(db: Queryable): Promise<readonly GivenNames[]> {
  const [table] = await db.query<{ found: boolean }>({ text: "select to_regclass('noun_names') is not null as found" });
  if (!table?.found) return [];
  return db.query<GivenNames>({ text: 'select noun, version, definition from noun_names order by noun' });
}

/** Writes the names unless they are not in the state `version - 1` any more; answers whether they were. */
export async function putNounNames(db: Queryable, { noun, version, definition }: GivenNames): Promise<boolean> {
  const rows = await db.query({
    text: `insert into noun_names (noun, version, definition) values ($1, $2, $3)
      on conflict (noun) do update set version = excluded.version, definition = excluded.definition
        where noun_names.version = excluded.version - 1
      returning version`,
    values: [noun, version, JSON.stringify(definition)],
  });
  return rows.length === 1;
}
