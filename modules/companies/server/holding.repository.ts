import type { Context } from '../../../server/context.ts';
import { accessSql } from '../../../server/records/filter-sql.ts';
import { Params } from '../../../server/records/params.ts';
import { type Branch, holdingLimits } from '../contract/holding.api.ts';
import { company } from '../contract/index.ts';

/**
 * Up to the highest parent the actor may see without a gap, then everything below it: what lies behind a company that is not the
 * actor's to see, or in the bin, is not reached. Nearer ones first.
 */
export function listHolding(ctx: Context, id: string): Promise<readonly Branch[]> {
  const params = new Params();
  const visible = (alias: string) => {
    const allowed = accessSql(ctx, company, 'read', { params, alias });
    const may = allowed ? ` and ${allowed}` : '';
    return `${alias}.deleted_at is null${may}`;
  };
  const [start, depth] = [`${params.add(id)}::uuid`, `${params.add(holdingLimits.depth)}::int`];
  const text = `with recursive up as (
      select c.id, c.parent, 0 as step from companies c where c.id = ${start}
      union all
      select p.id, p.parent, up.step + 1 from up join companies p on p.id = up.parent
      where up.step < ${depth} and ${visible('p')}),
    down as (
      (select up.id, null::uuid as parent, 0 as step from up order by up.step desc limit 1)
      union all
      select b.id, b.parent, down.step + 1 from down join companies b on b.parent = down.id
      where down.step < ${depth} and ${visible('b')})
    select down.id, c.name, down.parent from down join companies c on c.id = down.id
    order by down.step, lower(c.name), down.id limit ${params.add(holdingLimits.companies + 1)}`;
  return ctx.db.query<Branch>({ text, values: params.values });
}
