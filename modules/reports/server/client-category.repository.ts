import type { Context } from '../../../server/context.ts';
import { linksTableOf, quote, snakeCase, tableOf } from '../../../server/metadata/names.ts';
import { accessSql } from '../../../server/records/filter-sql.ts';
import type { Params } from '../../../server/records/params.ts';
import { deal } from '../../deals/contract/index.ts';
import type { ClientCategory } from './client-category.ts';

/** The reported deals, each as often as its clients have values of the category, once for each value; `key` is null where they have none. */
export function categoryTable(ctx: Context, category: ClientCategory, params: Params): string {
  const { client, name, isList, toMany, pointer } = category;
  const column = `c.${quote(snakeCase(name))}`;
  const allowed = accessSql(ctx, client, 'read', { params, alias: 'c' });
  const visible = allowed ? ` and ${allowed}` : '';
  const value = isList ? 'o.value' : `${column}::text`;
  const values = isList ? `cross join lateral unnest(${column}) o(value)` : '';
  const from = toMany
    ? `${quote(linksTableOf(deal, pointer))} l join ${quote(tableOf(client))} c on c.id = l.target and c.deleted_at is null${visible}`
    : `deals l join ${quote(tableOf(client))} c on c.id = l.${quote(snakeCase(pointer))}${visible}`;
  const id = toMany ? 'l.source' : 'l.id';
  return `(
    select r.status, r.missing, r.days, r.worth, k.value as category
    from reported r left join (
      select distinct ${id} as deal, ${value} as value from ${from} ${values} where ${value} is not null) k on k.deal = r.id) c`;
}
