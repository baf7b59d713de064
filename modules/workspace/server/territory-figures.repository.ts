import type { Context } from '../../../server/context.ts';
import { quote, snakeCase, tableOf } from '../../../server/metadata/names.ts';
import { moneyText } from '../../../server/metadata/storage.ts';
import { compileFilter } from '../../../server/records/filter-sql.ts';
import { conditions } from '../../../server/records/list.ts';
import { Params } from '../../../server/records/params.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { Figures } from '../contract/territory-figures.api.ts';

interface Row {
  /** In the list of filters; -1 for what matches none. */
  readonly place: number;
  readonly currency: string | null;
  readonly count: number;
  readonly amount: string | null;
}

/** Of the records the actor may read what matches each of these filters, and what none; each record is looked at once. */
export async function sumUnder(
  ctx: Context,
  noun: Noun,
  filters: readonly Filter[],
  field: string | null,
): Promise<{ readonly each: readonly Figures[]; readonly outside: Figures }> {
  const params = new Params();
  const scope = { ctx, noun, params, alias: 't' };
  const places = filters.map((filter, place) => `case when ${compileFilter(filter, scope)} then ${place} end`);
  const column = field ? quote(snakeCase(field)) : null;
  const money = column
    ? `t.${column} as amount, case when t.${column} is not null then t.${quote(`${snakeCase(field ?? '')}_currency`)} end as currency`
    : 'null::numeric as amount, null::text as currency';
  const where = conditions(ctx, noun, {}, params);
  const rows = await ctx.db.query<Row>({
    text: `with base as (
        select array_remove(array[${places.join(', ')}]::int[], null) as places, ${money} from ${quote(tableOf(noun))} t where ${where})
      select place, currency, count(*)::int as count, ${moneyText('sum(amount)')} as amount
      from base, unnest(case when cardinality(places) = 0 then array[-1] else places end) as place group by place, currency order by place, currency`,
    values: params.values,
  });
  const at = (place: number) => figuresOf(rows.filter((row) => row.place === place));
  return { each: filters.map((_, place) => at(place)), outside: at(-1) };
}

function figuresOf(rows: readonly Row[]): Figures {
  return {
    count: rows.reduce((sum, { count }) => sum + count, 0),
    amounts: rows.flatMap(({ amount, currency }) =>
      amount !== null && currency !== null ? [{ amount, currency }] : [],
    ),
  };
}
