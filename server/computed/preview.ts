import { notFound } from '../../shared/errors.ts';
import { checkFormula } from '../../shared/formula/check.ts';
import type { Field } from '../../shared/nouns/field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { Context } from '../context.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { accessSql } from '../records/filter-sql.ts';
import { Params } from '../records/params.ts';
import { titleSql } from '../records/select-list.ts';
import { type Computed, computeAll } from './compute.ts';
import { gather } from './gather.ts';
import { readRecords } from './targets.ts';

export interface Previewed {
  readonly record: { readonly id: string; readonly label: string | null };
  readonly value: Computed;
}

/**
 * What a computed field that is not there yet would give for a record: the one named, or the newest the actor may read.
 * Null where there is none. The formula has passed its checks. Throws 404 for a record the actor may not read.
 */
export async function computeValues(
  ctx: Context,
  noun: Noun,
  field: Field,
  id: string | undefined,
): Promise<Previewed | null> {
  const record = await findRecord(ctx, noun, id);
  if (!record && id) throw notFound(noun.name, id);
  return record && { record, value: await valueFor(ctx, noun, field, record.id) };
}

async function valueFor(ctx: Context, noun: Noun, field: Field, id: string): Promise<Computed> {
  const { computed } = field;
  const one = { noun, name: '', field, usesToday: false, usesRates: false };
  if (computed && 'rollUp' in computed) {
    const { rollUp } = computed;
    return (await gather(ctx, { ...one, formula: null, rollUp }, [id])).get(id) ?? null;
  }
  const checked = checkFormula(computed?.formula ?? '', noun, ctx.registry.findNoun);
  if ('fault' in checked) throw new Error(`A formula was not checked: ${checked.fault.code}`);
  const { formula } = checked;
  const names = [...new Set(formula.operands.map(({ via, name }) => via ?? name))];
  const [record = {}] = (await readRecords(ctx, noun, [id], names)).values();
  const [values = {}] = await computeAll(ctx, noun, [{ ...one, formula, rollUp: null }], [record]);
  return (values[''] ?? null) as Computed;
}

async function findRecord(ctx: Context, noun: Noun, id: string | undefined): Promise<Previewed['record'] | null> {
  const params = new Params();
  const allowed = accessSql(ctx, noun, 'read', { params, alias: 't' });
  const visible = allowed ? ` and ${allowed}` : '';
  const which = id ? ` and t.id = ${params.add(id)}::uuid` : '';
  const [row] = await ctx.db.query<Previewed['record']>({
    text:
      `select t.id, ${titleSql(noun, 't')}::text as label from ${quote(tableOf(noun))} t ` +
      `where t.deleted_at is null${visible}${which} order by t.id desc limit 1`,
    values: params.values,
  });
  return row ?? null;
}
