import { localDayRange } from '../../shared/dates/time-zone.ts';
import { invalidField } from '../../shared/errors.ts';
import { type FieldPath, resolvePath } from '../../shared/filter/field-path.ts';
import type { Was } from '../../shared/filter/filter.ts';
import { resolveRelativeDay } from '../../shared/filter/resolve-value.ts';
import { filterContextOf } from '../context.ts';
import { conditionSql, singleSql } from './condition-sql.ts';
import type { FilterScope } from './filter-sql.ts';

/**
 * Whether a field held a value that satisfies the condition: now or before any of its changes, or with `on` at the end of that day. What
 * it held is what the change after it changed it from, so each record is one look into its history.
 */
export function wasSql({ on, ...condition }: Was, scope: FilterScope): string {
  const path = resolvePath(scope.noun, condition.field, scope.ctx.registry.findNoun);
  if (!path || path.via || path.ofChild || path.part) throw invalidField('filter', 'unknownField', condition);
  const { params, alias, noun } = scope;
  const now = `coalesce(${conditionSql(path, condition, scope)}, false)`;
  const field = params.add(condition.field);
  const then = `coalesce(${singleSql(pastValue(path, field), path, condition, scope)}, false)`;
  const changes =
    `from change g where g.record = ${alias}.id and g.noun = ${params.add(noun.name)}::text ` +
    `and g.kind <> 'created' and g.fields ? ${field}::text`;
  if (on === undefined) return `(${now} or exists (select 1 ${changes} and ${then}))`;
  const { today, timeZone } = filterContextOf(scope.ctx);
  const day = typeof on === 'string' ? on : resolveRelativeDay(on, today);
  const end = `${params.add(localDayRange(timeZone, day).end.toISOString())}::timestamptz`;
  const next = `select ${then} ${changes} and g.at >= ${end} order by g.at, g.id limit 1`;
  return `(${alias}.created_at < ${end} and coalesce((${next}), ${now}))`;
}

/** What the change `g` changed the field from, as the type it is compared as; unknown where that was nothing or no value. */
function pastValue({ field, kind }: FieldPath, name: string): string {
  const path = field.kind === 'money' ? `array[${name}::text, 'from', 'amount']` : `array[${name}::text, 'from']`;
  const type = field.kind === 'money' ? 'string' : (jsonTypes[kind] ?? 'string');
  const sql = sqlTypes[kind] ?? 'text';
  return `(case when jsonb_typeof(g.fields #> ${path}) = '${type}' then (g.fields #>> ${path})::${sql} end)`;
}

const jsonTypes: Readonly<Record<string, string>> = { number: 'number', boolean: 'boolean' };
const sqlTypes: Readonly<Record<string, string>> = {
  number: 'numeric',
  boolean: 'boolean',
  date: 'date',
  member: 'uuid',
  relation: 'uuid',
};
