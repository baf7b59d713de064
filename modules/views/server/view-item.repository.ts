import type { Queryable } from '../../../server/db/database.ts';
import type { ViewRow } from './view.repository.ts';
import { viewColumns } from './view.repository.ts';

/** What a view is known by in configurations: the key of the package it came with, else its id. */
const key = 'coalesce(v.external_id, v.id::text)';

export interface KeyedView extends ViewRow {
  readonly key: string;
  readonly deleted: boolean;
}

/** The views that are for others. */
export function listSharedViews(db: Queryable): Promise<KeyedView[]> {
  return db.query<KeyedView>({
    text: `select ${key} as key, v.deleted_at is not null as deleted, ${viewColumns} from saved_view v
      where v.deleted_at is null and v.visibility <> 'private' order by v.noun, v.position, v.id`,
  });
}

/** The view for others of this key, a live one before one taken away, locked. */
export async function lockSharedView(db: Queryable, wanted: string): Promise<KeyedView | null> {
  const [row] = await db.query<KeyedView>({
    text: `select ${key} as key, v.deleted_at is not null as deleted, ${viewColumns} from saved_view v
      where ${key} = $1 and v.visibility <> 'private' order by v.deleted_at nulls first limit 1 for update`,
    values: [wanted],
  });
  return row ?? null;
}

/** Lets the view be known by the key. One that somebody has taken back to themselves is known by none that others use. */
export async function keyView(db: Queryable, id: string, wanted: string): Promise<void> {
  await db.query({ text: 'update saved_view set external_id = $2 where id = $1', values: [id, wanted] });
}
