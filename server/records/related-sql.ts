import { localDayRange } from '../../shared/dates/time-zone.ts';
import { invalidField } from '../../shared/errors.ts';
import type { Changed, Filter, Related } from '../../shared/filter/filter.ts';
import { boundsOf, type RelatedPath, resolveRelated } from '../../shared/filter/related.ts';
import { resolveRelativeDay } from '../../shared/filter/resolve-value.ts';
import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import { type Context, filterContextOf } from '../context.ts';
import { linksTableOf, quote, snakeCase, tableOf } from '../metadata/names.ts';
import type { FilterScope } from './filter-sql.ts';

/** How filters and rights become SQL. */
interface Compiler {
  readonly compile: (filter: Filter, scope: FilterScope) => string;
  readonly access: (ctx: Context, noun: Noun, action: 'read', scope: FilterScope) => string | null;
}

/**
 * How many records hang on this one: as a question whether there is one, or none, where that is all that is asked, else by
 * counting no more than are needed. Only records the actor may read count, so that nothing is learnt of others.
 */
export function relatedSql(related: Related, scope: FilterScope, compiler: Compiler): string {
  const path = resolveRelated(scope.noun, related, scope.ctx.registry.findNoun);
  if (!path) throw invalidField('filter', 'unknownField', { field: related.by });
  const rows = rowsOf(path, related.where, scope, compiler);
  const { least, most } = boundsOf(related);
  if (least <= 1 && most === null) return least === 0 ? 'true' : `exists (select 1 ${rows})`;
  if (most === 0) return least === 0 ? `not exists (select 1 ${rows})` : 'false';
  const enough = (most ?? least - 1) + 1;
  const count = `(select count(*) from (select 1 ${rows} limit ${scope.params.add(enough)}::int) n)`;
  if (most === null) return `${count} >= ${scope.params.add(least)}::int`;
  return `${count} between ${scope.params.add(least)}::int and ${scope.params.add(most)}::int`;
}

/** `from … where …` of the records that hang on this one. */
function rowsOf(
  path: RelatedPath,
  where: Filter | undefined,
  scope: FilterScope,
  { compile, access }: Compiler,
): string {
  const alias = `${scope.alias}_n`;
  const inner: FilterScope = { ...scope, noun: path.noun, alias };
  const allowed = access(scope.ctx, path.noun, 'read', inner);
  const visible = allowed ? ` and ${allowed}` : '';
  const matching = where ? ` and ${compile(where, inner)}` : '';
  return `from ${joinOf(path, inner, scope)} and ${alias}.deleted_at is null${visible}${matching}`;
}

function joinOf({ noun, isOwn, field, byLinks }: RelatedPath, inner: FilterScope, scope: FilterScope): string {
  const table = `${quote(tableOf(noun))} ${inner.alias}`;
  if (!byLinks) {
    const [holder, held] = isOwn ? [scope.alias, inner.alias] : [inner.alias, scope.alias];
    const pointer = `${holder}.${quote(snakeCase(field))}`;
    // That it points at all goes without saying, yet not to the planner: where few do, it would read all those that do not.
    return `${table} where ${pointer} = ${held}.id and ${pointer} is not null`;
  }
  const links = quote(linksTableOf(isOwn ? scope.noun : noun, field));
  const [mine, theirs] = isOwn ? ['source', 'target'] : ['target', 'source'];
  const link = `${inner.alias}_l`;
  return `${links} ${link} join ${table} on ${inner.alias}.id = ${link}.${theirs} where ${link}.${mine} = ${scope.alias}.id`;
}

/** Whether the change log has an entry of the record, or of this field, from that day on. */
export function changedSql({ field, since }: Changed, scope: FilterScope): string {
  const { today, timeZone } = filterContextOf(scope.ctx);
  const day = typeof since === 'string' ? since : resolveRelativeDay(since, today);
  const { params, alias, noun } = scope;
  if (field !== undefined && !Object.hasOwn(allFields(noun), field))
    throw invalidField('filter', 'unknownField', { field });
  const start = params.add(localDayRange(timeZone, day).start.toISOString());
  const what =
    field === undefined ? "g.kind <> 'computed'" : `g.kind <> 'created' and g.fields ? ${params.add(field)}::text`;
  return (
    `exists (select 1 from change g where g.record = ${alias}.id and g.noun = ${params.add(noun.name)}::text ` +
    `and g.at >= ${start}::timestamptz and ${what})`
  );
}
