import type { Context } from '../server/context.ts';
import type { Filter } from '../shared/filter/filter.ts';

/** Records that are there, for requests to name. */
export interface Found {
  readonly people: readonly string[];
  /** The first open stage, and its pipeline. */
  readonly stage: string;
  readonly pipeline: string;
  /** The company with the most tasks. */
  readonly busyCompany: string;
  /** Selects the deals opened last, some five thousand of them. */
  readonly fiveThousand: Filter;
}

export async function findRecords(ctx: Context): Promise<Found> {
  const people = await ctx.db.query<{ id: string }>({
    text: 'select id from people tablesample system (5) limit 2000',
  });
  const [row] = await ctx.db.query<{ stage: string; pipeline: string; company: string; day: string }>({
    text: `select s.id as stage, s.pipeline,
      (select company from tasks where company is not null group by company order by count(*) desc limit 1) as company,
      (select opened_on::text from deals order by opened_on desc offset least(5000, (select count(*) / 2 from deals)) limit 1) as day
      from stages s where s.kind = 'open' order by s.position limit 1`,
  });
  if (!row) throw new Error('The workspace has no stage');
  return {
    people: people.map(({ id }) => id),
    stage: row.stage,
    pipeline: row.pipeline,
    busyCompany: row.company,
    fiveThousand: { field: 'openedOn', op: 'atLeast', value: row.day },
  };
}
