import type { Queryable } from '../../../server/db/database.ts';
import { conditionsOf } from '../../../shared/filter/parts-of-filter.ts';
import { listViewSettings } from './view.repository.ts';

/** What saved views narrow and order their lists by. */
export async function listFieldsInUse(db: Queryable): Promise<readonly { noun: string; field: string }[]> {
  const views = await listViewSettings(db);
  return views.flatMap(({ noun, settings: { filter, sort, calendar } }) => {
    const conditions = filter ? conditionsOf(filter).map(({ field }) => field.split('.')[0] ?? field) : [];
    const asked = [...conditions, sort?.replace(/^-/, ''), calendar?.start, calendar?.end];
    return asked.filter((field) => field !== undefined).map((field) => ({ noun, field }));
  });
}
