import type { Queryable } from '../../../../server/db/database.ts';
import { conditionsOf } from '../../../../shared/filter/parts-of-filter.ts';
import { listReportSettings } from './own-report.repository.ts';

/** What own reports narrow their records by. */
export async function listFieldsInUse(db: Queryable): Promise<readonly { noun: string; field: string }[]> {
  const reports = await listReportSettings(db);
  return reports.flatMap(({ noun, settings: { filter } }) => {
    const fields = filter ? conditionsOf(filter).map(({ field }) => field.split('.')[0] ?? field) : [];
    return fields.map((field) => ({ noun, field }));
  });
}
