import type { Brand, OwnAppearance } from '../../shared/appearance/appearance.ts';
import type { NavigationPlan } from '../../shared/appearance/navigation.ts';
import type { Queryable } from '../db/database.ts';

/** How a workspace looks, part by part, and what each person wants of it. Members are told by id. */
export const appearanceDdl = [
  `create table if not exists appearance (
    part text primary key,
    version integer not null,
    definition jsonb not null)`,
  `create table if not exists own_appearance (
    member uuid primary key,
    definition jsonb not null)`,
];

/** A part of how the workspace looks; `version` counts the changes of it, from 1. */
export type StoredAppearance =
  | { readonly part: 'navigation'; readonly version: number; readonly definition: Partial<NavigationPlan> }
  | { readonly part: 'brand'; readonly version: number; readonly definition: Brand };

export const appearanceParts = ['navigation', 'brand'] as const;
export type AppearancePart = (typeof appearanceParts)[number];

/** What the workspace said of how it looks; nothing where the schema is older than that. */
export async function listAppearance(db: Queryable): Promise<readonly StoredAppearance[]> {
  const [table] = await db.query<{ found: boolean }>({ text: "select to_regclass('appearance') is not null as found" });
  if (!table?.found) return [];
  return db.query<StoredAppearance>({ text: 'select part, version, definition from appearance order by part' });
}

/** Writes a part unless it is not in the state `version - 1` any more; answers whether it was. */
export async function putAppearance(db: Queryable, { part, version, definition }: StoredAppearance): Promise<boolean> {
  const rows = await db.query({
    text: `insert into appearance (part, version, definition) values ($1, $2, $3)
      on conflict (part) do update set version = excluded.version, definition = excluded.definition
        where appearance.version = excluded.version - 1
      returning version`,
    values: [part, version, JSON.stringify(definition)],
  });
  return rows.length === 1;
}

/** What a member wants of how it looks to them; null where they never said. */
export async function findOwnAppearance(db: Queryable, member: string): Promise<OwnAppearance | null> {
  const [row] = await db.query<{ definition: OwnAppearance }>({
    text: 'select definition from own_appearance where member = $1',
    values: [member],
  });
  return row?.definition ?? null;
}

/** Puts what is said anew over what was said before, and takes away what is null; answers all of it. */
export async function mergeOwnAppearance(
  db: Queryable,
  member: string,
  patch: Readonly<Record<string, unknown>>,
): Promise<OwnAppearance> {
  const [row] = await db.query<{ definition: OwnAppearance }>({
    text: `insert into own_appearance (member, definition) values ($1, jsonb_strip_nulls($2::jsonb))
      on conflict (member) do update
        set definition = jsonb_strip_nulls(own_appearance.definition || $2::jsonb)
      returning definition`,
    values: [member, JSON.stringify(patch)],
  });
  return row?.definition ?? {};
}
