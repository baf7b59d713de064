import type { MergePreview } from '../../shared/contract/record-merge.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { reachOf } from '../access/access.ts';
import type { Context } from '../context.ts';
import { linksTableOf, literal, quote, snakeCase, tableOf } from '../metadata/names.ts';
import { accessSql } from '../records/filter-sql.ts';
import { Params } from '../records/params.ts';
import { type Pointer, pointersAt } from './pointers.ts';

/** Counting ends here. */
const most = 10_000;

/** How many records but `winner` point at this one, by field, as far as the actor may see them and the field; by one statement. */
export async function countVisible(
  ctx: Context,
  noun: Noun,
  id: string,
  winner: string,
): Promise<MergePreview['moves']> {
  const seen = pointersAt(ctx.registry, noun).filter((pointer) => reachOf(ctx, pointer.noun, 'read') !== 'none');
  const rows = await count(ctx, noun, id, seen, winner);
  return rows
    .filter(({ count }) => count > 0)
    .map(({ noun, field, count }) => ({ noun, field, count: Math.min(count, most), capped: count > most }));
}

/** How many pointers at the record there are in all. */
export async function countAll(ctx: Context, noun: Noun, id: string): Promise<number> {
  const rows = await count(ctx, noun, id, pointersAt(ctx.registry.whole, noun), null);
  return rows.reduce((sum, { count }) => sum + count, 0);
}

interface Counted {
  readonly noun: string;
  readonly field: string;
  readonly count: number;
}

async function count(
  ctx: Context,
  noun: Noun,
  id: string,
  pointers: readonly Pointer[],
  /** Only what the actor sees is counted, without this record. */
  but: string | null,
): Promise<readonly Counted[]> {
  const params = new Params();
  const target = `${params.add(id)}::uuid`;
  const visible = but !== null;
  const counts = pointers.map((pointer) => {
    const allowed = visible ? accessSql(ctx, pointer.noun, 'read', { params, alias: 't' }) : null;
    const where = [
      ...(visible ? ['t.deleted_at is null', `t.id <> ${params.add(but)}::uuid`] : []),
      ...(allowed ? [allowed] : []),
    ];
    const limit = visible ? ` limit ${most + 1}` : '';
    const found = `select from ${from(noun, pointer, target)}${where.map((part) => ` and ${part}`).join('')}${limit}`;
    return `select ${literal(pointer.noun.name)} as noun, ${literal(pointer.name)} as field, (select count(*)::int from (${found}) f) as count`;
  });
  if (counts.length === 0) return [];
  return ctx.db.query<Counted>({ text: counts.join(' union all '), values: params.values });
}

/** The records that point at `target`, at alias `t`. */
function from(noun: Noun, { noun: of, name, kind }: Pointer, target: string): string {
  const table = quote(tableOf(of));
  if (kind === 'links')
    return `${quote(linksTableOf(of, name))} l join ${table} t on t.id = l.source where l.target = ${target}`;
  const column = snakeCase(name);
  const which = kind === 'anyRelation' ? ` and t.${quote(`${column}_noun`)} = ${literal(noun.name)}` : '';
  return `${table} t where t.${quote(column)} = ${target}${which}`;
}
