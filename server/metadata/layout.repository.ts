import type { Layout, NounLayout, Surface } from '../../shared/nouns/layout.ts';
import type { Queryable } from '../db/database.ts';

export const layoutDdl = [
  `create table if not exists layout (
    noun text not null,
    surface text not null,
    role text,
    kind_field text,
    kind text,
    version integer not null,
    definition jsonb not null,
    unique nulls not distinct (noun, surface, role, kind_field, kind))`,
];

/** Whose card or form of which records is laid out. */
export interface LayoutScope {
  readonly noun: string;
  readonly surface: Surface;
  /** A standard role, or the id of one of the workspace's own; null for everybody without a layout for their role. */
  readonly role: string | null;
  readonly kindField: string | null;
  readonly kind: string | null;
}

export interface StoredLayout extends LayoutScope {
  /** Counts the changes of it, from 1. */
  readonly version: number;
  readonly layout: Layout;
}

/** The workspace's layouts; none where the schema is older than they are. */
export async function listLayouts(db: Queryable): Promise<readonly StoredLayout[]> {
  const [table] = await db.query<{ found: boolean }>({ text: "select to_regclass('layout') is not null as found" });
  if (!table?.found) return [];
  return db.query<StoredLayout>({
    text: `select noun, surface, role, kind_field as "kindField", kind, version, definition as layout
      from layout order by noun, surface, role, kind_field, kind`,
  });
}

export async function writeLayout(db: Queryable, { version, layout, ...scope }: StoredLayout): Promise<void> {
  await removeLayout(db, scope);
  await db.query({
    text: `insert into layout (noun, surface, role, kind_field, kind, version, definition)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [...valuesOf(scope), version, JSON.stringify(layout)],
  });
}

export async function removeLayout(db: Queryable, scope: LayoutScope): Promise<void> {
  await db.query({
    text: `delete from layout where noun = $1 and surface = $2 and role is not distinct from $3
      and kind_field is not distinct from $4 and kind is not distinct from $5`,
    values: valuesOf(scope),
  });
}

/**
 * What somebody gets of a noun's layouts: for each kind of record the one for the first of their roles that has one, else for all. `roles`:
 * those of the workspace's own by id, then the standard one.
 */
export function layoutsFor(
  layouts: readonly StoredLayout[],
  noun: string,
  roles: readonly string[],
): readonly NounLayout[] {
  const rankOf = ({ role }: StoredLayout) => (role === null ? roles.length : roles.indexOf(role));
  const own = layouts.filter((one) => one.noun === noun && rankOf(one) >= 0);
  const isSame = (one: StoredLayout, other: StoredLayout) =>
    one.surface === other.surface && one.kindField === other.kindField && one.kind === other.kind;
  return own
    .filter((one) => !own.some((other) => isSame(one, other) && rankOf(other) < rankOf(one)))
    .map(({ surface, kindField, kind, layout }) => ({ surface, kindField, kind, layout }));
}

function valuesOf({ noun, surface, role, kindField, kind }: LayoutScope) {
  return [noun, surface, role, kindField, kind];
}
