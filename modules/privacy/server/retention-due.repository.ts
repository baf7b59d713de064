import { noteShown } from '../../../server/access-log/note-shown.ts';
import type { Context } from '../../../server/context.ts';
import { filterContextOf } from '../../../server/context.ts';
import { quote, snakeCase, tableOf } from '../../../server/metadata/names.ts';
import { compileFilter, type FilterScope } from '../../../server/records/filter-sql.ts';
import { conditions } from '../../../server/records/list.ts';
import { Params } from '../../../server/records/params.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { addDays } from '../../../shared/dates/iso-date.ts';
import type { FieldError } from '../../../shared/errors.ts';
import { checkFilter } from '../../../shared/filter/check.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { deal } from '../../deals/contract/index.ts';
import { lead } from '../../leads/contract/index.ts';
import { person } from '../../people/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import {
  isRetainable,
  momentField,
  type RetentionInput,
  type RetentionPreview,
  type Spared,
} from '../contract/index.ts';

const openDeal: Filter = { field: 'status', op: 'is', value: 'open' };
const openLead: Filter = { field: 'closedAt', op: 'isEmpty' };
const openTask: Filter = { field: 'done', op: 'isNot', value: true };

const reasons = ['open', 'tasks', 'restricted', 'restored'] as const satisfies readonly (keyof Spared)[];

/** What of a rule does not fit the workspace, by input. */
export function findFaults(
  ctx: Context,
  { noun: name, since, filter, eraseAfter }: RetentionInput,
): readonly FieldError[] {
  const noun = ctx.registry.findNoun(name);
  if (!noun) return [{ path: 'noun', code: 'unknownNoun', params: { noun: name } }];
  if (!isRetainable(noun)) return [{ path: 'noun', code: 'notForRetention' }];
  const moment: FieldError[] = momentField(Object.keys(noun.fields), since)
    ? []
    : [{ path: 'since', code: 'noSuchMoment' }];
  const erasing: FieldError[] =
    eraseAfter === null || name === person.name ? [] : [{ path: 'eraseAfter', code: 'onlyPeopleErased' }];
  const faults = filter ? checkFilter(filter, noun, ctx.registry.findNoun) : [];
  return [
    ...moment,
    ...erasing,
    ...faults.map((fault) => ({ ...fault, path: ['filter', fault.path].filter(Boolean).join('.') })),
  ];
}

/** Before which day of the workspace what counts must lie, as a filter. */
function dueFilter(ctx: Context, noun: Noun, { since, days }: RetentionInput): Filter {
  const field = momentField(Object.keys(noun.fields), since) ?? 'createdAt';
  const before = (name: string): Filter => ({
    ...{ field: name, op: 'lessThan', value: addDays(filterContextOf(ctx).today, -days) },
  });
  if (since !== 'contact') return before(field);
  // With whom nobody ever was in touch, one was not since they were written down.
  return { any: [before(field), { all: [{ field, op: 'isEmpty' }, before('createdAt')] }] };
}

/** Records of `of` that match and point at this one by any field, or are this one. */
function hasOpen(scope: FilterScope, of: Noun, open: Filter): readonly string[] {
  const declared = scope.ctx.registry.getNoun(of.name);
  const own = scope.noun.name === of.name ? [compileFilter(open, scope)] : [];
  const pointing = Object.entries<Field>(declared.fields).flatMap(([by, field]) => {
    if (field.computed) return [];
    if ((field.kind === 'relation' || field.kind === 'links') && field.to === scope.noun.name)
      return [compileFilter({ related: { of: of.name, by, where: open } }, scope)];
    if (field.kind !== 'anyRelation') return [];
    const where = compileFilter(open, { ...scope, noun: declared, alias: 'a' });
    const pointer = `a.${quote(snakeCase(by))} = ${scope.alias}.id`;
    return [
      `exists (select 1 from ${quote(tableOf(declared))} a where ${pointer} and a.deleted_at is null and ${where})`,
    ];
  });
  return [...own, ...pointing];
}

interface Choice {
  /** Live, matching and old enough. */
  readonly due: string;
  /** What keeps a record where it is. */
  readonly spared: Readonly<Record<keyof Spared, string>>;
}

function choiceOf(ctx: Context, noun: Noun, rule: RetentionInput, params: Params): Choice {
  const filter: Filter = { all: [...(rule.filter ? [rule.filter] : []), dueFilter(ctx, noun, rule)] };
  const due = conditions(ctx, noun, { filter }, params);
  return { due, spared: sparedOf(ctx, noun, rule, params) };
}

function sparedOf(ctx: Context, noun: Noun, rule: RetentionInput, params: Params): Choice['spared'] {
  const scope: FilterScope = { ctx, noun, params, alias: 't' };
  const anyOf = (parts: readonly string[]) => (parts.length > 0 ? `(${parts.join(' or ')})` : 'false');
  const name = params.add(noun.name);
  const lately = params.add(new Date(ctx.now().getTime() - rule.days * 86_400_000).toISOString());
  return {
    open: anyOf([...hasOpen(scope, deal, openDeal), ...hasOpen(scope, lead, openLead)]),
    tasks: anyOf(hasOpen(scope, task, openTask)),
    restricted: `exists (select 1 from record_restriction x where x.noun = ${name}::text and x.record = t.id)`,
    restored: `exists (select 1 from change g where g.record = t.id and g.noun = ${name}::text and g.kind = 'restored' and g.at >= ${lately}::timestamptz)`,
  };
}

/** Whether somebody lies in the bin in this version, and whether anything keeps them from being erased; null where they are not there so. */
export async function findInBin(
  ctx: Context,
  noun: Noun,
  rule: RetentionInput,
  { record, version }: { readonly record: string; readonly version: number },
): Promise<{ readonly isSpared: boolean } | null> {
  const params = new Params();
  const spared = sparedOf(ctx, noun, rule, params);
  const [row] = await ctx.db.query<{ isSpared: boolean }>({
    text: `select (${reasons.map((reason) => spared[reason]).join(' or ')}) as "isSpared" from ${quote(tableOf(noun))} t
      where t.id = ${params.add(record)}::uuid and t.version = ${params.add(version)}::int and t.deleted_at is not null for update of t`,
    values: params.values,
  });
  return row ?? null;
}

/** The next records that are to go and that this night has not looked at, with the version they were chosen in. */
export function listDue(
  ctx: Context,
  noun: Noun,
  rule: RetentionInput,
  { run, limit }: { readonly run: string; readonly limit: number },
): Promise<{ readonly id: string; readonly version: number }[]> {
  const params = new Params();
  const { due, spared } = choiceOf(ctx, noun, rule, params);
  const stay = reasons.map((reason) => `not ${spared[reason]}`).join(' and ');
  const seen = `select 1 from bulk_item i where i.job = ${params.add(run)}::uuid and i.record = t.id`;
  return ctx.db.query({
    text: `select t.id, t.version from ${quote(tableOf(noun))} t where ${due} and ${stay} and not exists (${seen}) order by t.id limit ${params.add(limit)}`,
    values: params.values,
  });
}

/** How many records are due, how many of those stay and why, by one statement. */
export async function countDue(
  ctx: Context,
  noun: Noun,
  rule: RetentionInput,
): Promise<{ count: number; spared: Spared }> {
  const params = new Params();
  const { due, spared } = choiceOf(ctx, noun, rule, params);
  const reason = `case ${reasons.map((one) => `when ${spared[one]} then '${one}'`).join(' ')} else 'count' end`;
  const rows = await ctx.db.query<{ reason: keyof Spared | 'count'; count: number }>({
    text: `select reason, count(*)::int as count from (select ${reason} as reason from ${quote(tableOf(noun))} t where ${due}) found group by reason`,
    values: params.values,
  });
  const of = (name: keyof Spared | 'count') => rows.find((row) => row.reason === name)?.count ?? 0;
  return {
    count: of('count'),
    spared: { open: of('open'), tasks: of('tasks'), restricted: of('restricted'), restored: of('restored') },
  };
}

/** No night has this id: nothing was looked at in it. */
const noRun = '00000000-0000-4000-8000-000000000000';

/** What the rule would do now, with the first records as the actor sees them. */
export async function previewOf(ctx: Context, noun: Noun, rule: RetentionInput): Promise<RetentionPreview> {
  const counted = await countDue(ctx, noun, rule);
  const ids = (await listDue(ctx, noun, rule, { run: noRun, limit: 10 })).map(({ id }) => id);
  await noteShown(ctx, noun, { kind: 'listed', count: ids.length, ids }, {});
  return { ...counted, first: [...(await readMany(ctx, noun, 'id', ids))] };
}
