import type { Queryable } from '../db/database.ts';
import type { PartChange } from './compare.ts';
import type { Configuration } from './part.ts';

export const configurationVersionDdl = [
  `create table if not exists configuration_version (
    number integer primary key,
    at timestamptz not null,
    member uuid,
    through text not null,
    state jsonb not null,
    changes jsonb not null)`,
  // Until versions were written with what they are of, a listener wrote them.
  "delete from change_cursor where listener = 'configuration.versions'",
];

export interface ConfigurationVersion {
  readonly number: number;
  readonly at: string;
  /** Who made it; null where the system did. */
  readonly member: string | null;
  readonly through: string;
  /** What it changed of the one before. */
  readonly changes: readonly Omit<PartChange, 'before' | 'after'>[];
}

const told = `number, to_json(at) #>> '{}' as at, member, through, changes`;

/** The newest first; those before `before` where it is given. */
export function listVersions(db: Queryable, before: number | null, limit: number): Promise<ConfigurationVersion[]> {
  return db.query<ConfigurationVersion>({
    text: `select ${told} from configuration_version where $1::int is null or number < $1 order by number desc limit $2`,
    values: [before, limit],
  });
}

export async function findState(db: Queryable, number: number): Promise<Configuration | null> {
  const [row] = await db.query<{ state: Configuration }>({
    text: 'select state from configuration_version where number = $1',
    values: [number],
  });
  return row?.state ?? null;
}

/**
 * Until the transaction ends, no other one looks at the newest version: each has the one before it, and tells only what it
 * changed itself.
 */
export async function lockVersions(db: Queryable): Promise<void> {
  await db.query({ text: "select pg_advisory_xact_lock(hashtext('rapport.versions:' || current_schema()))" });
}

export async function findLatest(db: Queryable): Promise<{ number: number; state: Configuration } | null> {
  const [row] = await db.query<{ number: number; state: Configuration }>({
    text: 'select number, state from configuration_version order by number desc limit 1',
  });
  return row ?? null;
}

/** For a workspace that begins as another one is: how it came to be so is not its own. */
export async function forgetVersions(db: Queryable): Promise<void> {
  await db.query({ text: 'delete from configuration_version' });
}

export async function insertVersion(
  db: Queryable,
  version: ConfigurationVersion & { readonly state: Configuration },
): Promise<void> {
  const { number, at, member, through, state, changes } = version;
  await db.query({
    text: `insert into configuration_version (number, at, member, through, state, changes) values ($1, $2, $3, $4, $5, $6)`,
    values: [number, at, member, through, JSON.stringify(state), JSON.stringify(changes)],
  });
}
