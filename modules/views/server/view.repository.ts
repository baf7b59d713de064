import type { Queryable } from '../../../server/db/database.ts';
import type { Role } from '../../../shared/nouns/metadata.ts';
import type { OwnViewChoices, ViewType, Visibility } from '../../../shared/views/view.ts';
import type { ViewSettings } from '../../../shared/views/view-settings.ts';

/** A row of `saved_view`. */
export interface ViewRow {
  readonly id: string;
  readonly version: number;
  readonly noun: string;
  readonly name: Readonly<Record<string, string>>;
  readonly type: ViewType;
  readonly settings: ViewSettings;
  readonly visibility: Visibility;
  readonly roles: readonly Role[];
  readonly defaultFor: readonly Role[];
  readonly owner: string | null;
  readonly position: number;
}

/** Who asks: a private view is its owner's alone, one for roles is found by them and by those who keep it. */
export interface ViewReader {
  readonly memberId: string | null;
  readonly role: string;
  /** Finds every view that is not private. */
  readonly keeps: boolean;
}

export const viewColumns =
  'v.id, v.version, v.noun, v.name, v.type, v.settings, v.visibility, v.roles, v.default_for as "defaultFor", v.owner, v.position';
const found =
  "(v.owner = $1::uuid or v.visibility = 'shared' or (v.visibility = 'roles' and ($3::boolean or $2 = any(v.roles))))";
const valuesOf = ({ memberId, role, keeps }: ViewReader) => [memberId, role, keeps];

/** The views of a noun and the reader's own choices, in one statement. */
export async function readViews(
  db: Queryable,
  noun: string,
  reader: ViewReader,
): Promise<{ readonly views: readonly ViewRow[]; readonly choices: Partial<OwnViewChoices> | null }> {
  const [row] = await db.query<{ views: readonly ViewRow[]; choices: Partial<OwnViewChoices> | null }>({
    name: 'views.list',
    text: `select coalesce((select json_agg(r) from (
        select ${viewColumns} from saved_view v where v.noun = $4 and v.deleted_at is null and ${found}
        order by v.position, v.id limit 400) r), '[]') as views,
      (select choices from view_choice where member = $1 and noun = $4) as choices`,
    values: [...valuesOf(reader), noun],
  });
  return row ?? { views: [], choices: null };
}

/** The view, locked until the transaction ends; null where the reader does not find it. */
export async function lockView(
  db: Queryable,
  id: string,
  reader: ViewReader,
  deleted: boolean,
): Promise<ViewRow | null> {
  const [row] = await db.query<ViewRow>({
    text: `select ${viewColumns} from saved_view v
      where v.id = $4 and (v.deleted_at is not null) = $5 and ${found} for update`,
    values: [...valuesOf(reader), id, deleted],
  });
  return row ?? null;
}

/** How many live views of the noun this owner keeps alone, or how many are for others (owner null). */
export async function countViews(db: Queryable, noun: string, owner: string | null): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    text: `select count(*)::int as count from saved_view
      where noun = $1 and deleted_at is null and case when $2::uuid is null then visibility <> 'private'
        else visibility = 'private' and owner = $2 end`,
    values: [noun, owner],
  });
  return row?.count ?? 0;
}

/** The place after the last view of the noun. */
export async function nextPosition(db: Queryable, noun: string): Promise<number> {
  const [row] = await db.query<{ next: number }>({
    text: 'select coalesce(max(position) + 1, 0)::int as next from saved_view where noun = $1 and deleted_at is null',
    values: [noun],
  });
  return row?.next ?? 0;
}

export async function insertView(db: Queryable, view: ViewRow): Promise<void> {
  await db.query({
    text: `insert into saved_view (id, version, noun, name, type, settings, visibility, roles, default_for, owner, position)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    values: [view.id, view.version, view.noun, ...valuesOfRow(view)],
  });
}

export async function updateView(db: Queryable, view: ViewRow): Promise<void> {
  await db.query({
    text: `update saved_view set version = $2, name = $3, type = $4, settings = $5, visibility = $6, roles = $7,
      default_for = $8, owner = $9, position = $10, updated_at = now() where id = $1`,
    values: [view.id, view.version, ...valuesOfRow(view)],
  });
}

function valuesOfRow(view: ViewRow): unknown[] {
  const { name, type, settings, visibility, roles, defaultFor, owner, position } = view;
  return [JSON.stringify(name), type, JSON.stringify(settings), visibility, roles, defaultFor, owner, position];
}

export async function markView(db: Queryable, id: string, deleted: boolean): Promise<void> {
  await db.query({
    text: 'update saved_view set deleted_at = case when $2 then now() end, version = version + 1 where id = $1',
    values: [id, deleted],
  });
}

/** Other live views of the noun that open for one of the roles, locked. */
export async function lockDefaults(
  db: Queryable,
  noun: string,
  roles: readonly Role[],
  except: string,
): Promise<readonly ViewRow[]> {
  return db.query<ViewRow>({
    text: `select ${viewColumns} from saved_view v
      where v.noun = $1 and v.deleted_at is null and v.default_for && $2::text[] and v.id <> $3 order by v.id for update`,
    values: [noun, roles, except],
  });
}

/** Puts what is said anew over what was chosen before; answers all of it. */
export async function mergeChoices(
  db: Queryable,
  member: string,
  noun: string,
  patch: Partial<OwnViewChoices>,
): Promise<Partial<OwnViewChoices>> {
  const [row] = await db.query<{ choices: Partial<OwnViewChoices> }>({
    text: `insert into view_choice (member, noun, choices) values ($1, $2, $3)
      on conflict (member, noun) do update set choices = view_choice.choices || excluded.choices returning choices`,
    values: [member, noun, JSON.stringify(patch)],
  });
  return row?.choices ?? {};
}

/** What every live view asks for, whoever's it is. */
export function listViewSettings(db: Queryable): Promise<Pick<ViewRow, 'noun' | 'settings'>[]> {
  return db.query({ text: 'select noun, settings from saved_view where deleted_at is null' });
}
