import type { TransactionContext } from '../../../server/context.ts';
import { linksTableOf, quote, snakeCase, tableOf } from '../../../server/metadata/names.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';

/** A record that a conversion made or changed, as the log has it. */
export interface Trace {
  readonly noun: string;
  readonly record: string;
  readonly kind: string;
  readonly fields: Readonly<Record<string, { readonly from?: unknown; readonly to?: unknown }>>;
}

/** All that the transaction did in which the lead was converted; nothing for one that came converted. */
export function listTraces(ctx: TransactionContext, lead: string): Promise<Trace[]> {
  return ctx.db.query<Trace>({
    name: 'leads.traces',
    text: `select noun, record, kind, fields from change where kind <> 'computed' and tx = (
        select tx from change where record = $1 and noun = 'lead' and kind = 'updated' and fields -> 'status' ->> 'to' = 'converted'
        order by at desc, id desc limit 1) order by id`,
    values: [lead],
  });
}

/** Whether the record was changed again after it was made. */
export async function isChangedSince(ctx: TransactionContext, { noun, record }: Trace): Promise<boolean> {
  const [row] = await ctx.db.query<{ changed: boolean }>({
    name: 'leads.changedSince',
    text: `select count(distinct tx) > 1 as changed from change where record = $1 and noun = $2 and kind <> 'computed'`,
    values: [record, noun],
  });
  return row?.changed ?? true;
}

/** Whether anything that is not in the bin points at the record, besides these. */
export async function isPointedAt(
  ctx: TransactionContext,
  { noun, record }: Trace,
  besides: readonly string[],
): Promise<boolean> {
  const asked = ctx.registry.nouns.filter(({ internal }) => !internal).flatMap((other) => pointersSql(other, noun));
  const [row] = await ctx.db.query<{ found: boolean }>({
    text: `select (${asked.map((one) => `exists (${one})`).join(' or ')}) as found`,
    values: [record, besides],
  });
  return row?.found ?? true;
}

function pointersSql(other: Noun, target: string): readonly string[] {
  const table = quote(tableOf(other));
  const live = 'r.deleted_at is null and r.id <> all($2::uuid[])';
  return Object.entries(other.fields).flatMap(([name, field]) => {
    if ((field.kind !== 'relation' && field.kind !== 'links') || field.to !== target) return [];
    if (field.kind === 'relation')
      return [`select from ${table} r where r.${quote(snakeCase(name))} = $1::uuid and ${live}`];
    const links = quote(linksTableOf(other, name));
    return [`select from ${links} l join ${table} r on r.id = l.source where l.target = $1::uuid and ${live}`];
  });
}
