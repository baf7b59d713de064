import { invalidField } from '../../shared/errors.ts';
import { type FieldPath, resolvePath } from '../../shared/filter/field-path.ts';
import type { Condition, Filter, Operator } from '../../shared/filter/filter.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { Action } from '../../shared/nouns/role-rights.ts';
import type { SharedAccess } from '../../shared/nouns/sharing.ts';
import { accessFilter, parentAction, parentOf, reachFilter } from '../access/access.ts';
import { type Arm, armsOf, heedsRestriction } from '../access/arms.ts';
import { withEveryField } from '../access/seen-registry.ts';
import { type Context, filterContextOf } from '../context.ts';
import { quote, snakeCase, tableOf } from '../metadata/names.ts';
import type { Registry } from '../metadata/registry.ts';
import { conditionSql, isNegative, positiveOf } from './condition-sql.ts';
import { Params, type Values } from './params.ts';
import { changedSql, relatedSql } from './related-sql.ts';
import { searchSql } from './search-sql.ts';
import { wasSql } from './was-sql.ts';

/** Where a filter is being compiled: the noun standing at `alias`, and where values go. */
export interface FilterScope {
  readonly ctx: Context;
  readonly noun: Noun;
  readonly alias: string;
  readonly params: Values;
  /** Few rows will be looked at: what is asked of another record is asked row by row, not answered for all beforehand. */
  readonly ofFew?: boolean;
  /** The rows are found already: no index is of use to what is asked of them. */
  readonly isFound?: boolean;
}

/**
 * A filter as an SQL condition with parameters; the same meaning as shared/filter/evaluate.ts, which a property test holds
 * it to. Identifiers come from declarations only, values go into parameters only.
 * @throws AppError 422 for a field, operator or value that does not fit the noun.
 */
export function compileFilter(filter: Filter, scope: FilterScope): string {
  if ('all' in filter) return joined(filter.all, ' and ', 'true', scope);
  if ('any' in filter) return joined(filter.any, ' or ', 'false', scope);
  if ('not' in filter) return `not coalesce(${compileFilter(filter.not, scope)}, false)`;
  if ('search' in filter) return searchSql(filter.search, scope, filter.near);
  if ('related' in filter) return relatedSql(filter.related, scope, { compile: compileFilter, access: accessSql });
  if ('changed' in filter) return changedSql(filter.changed, scope);
  if ('was' in filter) return wasSql(filter.was, scope);
  return compileCondition(filter, scope);
}

/**
 * What makes a record of `noun` at `alias` one that the actor may `action`, as SQL; null where that is every one. What the
 * right asks of a record may be hidden from the actor.
 */
export function accessSql(
  ctx: Context,
  noun: Pick<Noun, 'name'>,
  action: Action,
  { params, alias, ofFew, isFound }: Pick<FilterScope, 'params' | 'alias' | 'ofFew' | 'isFound'>,
): string | null {
  const whole = withEveryField(ctx);
  const declared = whole.registry.getNoun(noun.name);
  const scope = { ctx: whole, noun: declared, params, alias, ofFew, isFound };
  const open = openSql(action, scope);
  const closed = declared.parent ? null : closedSql(action, scope);
  return closed ? [open, `not ${closed}`].filter((part) => part !== null).join(' and ') : open;
}

/** What the role, sharing and territories open, whatever is closed; null where that is every record. */
export function openSql(action: Action, scope: FilterScope): string | null {
  const { ctx, noun } = scope;
  const parent = parentOf(ctx.registry, noun);
  if (parent && isShared(ctx, parent)) return parentSql(parent, parentAction(action), scope);
  if (parent || !isShared(ctx, noun)) {
    const filter = accessFilter(ctx, noun, action);
    return filter && compileFilter(filter, scope);
  }
  const arms = armsOf(ctx, noun, action);
  // One of the ways is enough.
  return arms && `(${arms.map((arm) => armSql(arm, scope)).join(' or ') || 'false'})`;
}

/** Whether there is no record of the noun that the actor may not `action`. */
export function reachesEvery(ctx: Context, noun: Pick<Noun, 'name'>, action: Action): boolean {
  return accessSql(ctx, noun, action, { params: new Params(), alias: 't' }) === null;
}

/** Whether more than its owner says whose a record of the noun is. */
function isShared({ registry }: Context, noun: Noun): boolean {
  const { shared, restricted, territories, rules } = registry.sharing;
  return (
    shared.has(noun.name) ||
    restricted.has(noun.name) ||
    territories.length > 0 ||
    rules.some((rule) => rule.noun === noun.name) ||
    restrictedPointers(registry, noun).length > 0
  );
}

/** A child is reached with its parent. */
function parentSql(parent: Noun, action: Action, scope: FilterScope): string | null {
  const alias = `${scope.alias}_p`;
  const allowed = accessSql(scope.ctx, parent, action, { ...scope, alias });
  const pointer = `${scope.alias}.${quote(snakeCase(scope.noun.parent ?? ''))}`;
  return (
    allowed && `exists (select 1 from ${quote(tableOf(parent))} ${alias} where ${alias}.id = ${pointer} and ${allowed})`
  );
}

/**
 * Whether the record, or one that it points at, is closed to all but those it is the owner's or shared by hand; null where nothing of the kind
 * is closed to the actor. What is somebody's own stays theirs, whomever it is about.
 */
export function closedSql(action: Action, scope: FilterScope): string | null {
  const { ctx, noun, alias, params } = scope;
  if (!heedsRestriction(ctx)) return null;
  const isClosed = (name: string, id: string) =>
    `${id} = any(array(select x.record from record_restriction x where x.noun = ${params.add(name)}::text))`;
  const self = ctx.registry.sharing.restricted.has(noun.name)
    ? [`(${isClosed(noun.name, `${alias}.id`)} and not coalesce(${exceptionsSql(action, scope)}, false))`]
    : [];
  const targets = restrictedPointers(ctx.registry, noun).map(([field, target], index) => {
    const pointer = `${alias}.${quote(snakeCase(field))}`;
    const inner = { ...scope, noun: target, alias: `${alias}_c${index}` };
    const excepted =
      `select 1 from ${quote(tableOf(target))} ${inner.alias} where ${inner.alias}.id = ${pointer} ` +
      `and ${exceptionsSql('read', inner)}`;
    return `(coalesce(${isClosed(target.name, pointer)}, false) and not exists (${excepted}))`;
  });
  const owned = () => compileFilter(reachFilter(ctx, noun, 'own'), scope);
  const about = targets.length > 0 ? [`((${targets.join(' or ')}) and not coalesce(${owned()}, false))`] : [];
  const parts = [...self, ...about];
  return parts.length > 0 ? `(${parts.join(' or ')})` : null;
}

/** The pointers of a noun at others of which records are restricted: what is about a closed client is closed with it. */
export function restrictedPointers({ sharing, getNoun }: Registry, noun: Noun): readonly (readonly [string, Noun])[] {
  if (sharing.restricted.size === 0) return [];
  return Object.entries(noun.fields).flatMap(([name, field]) =>
    field.kind === 'relation' && !field.computed && field.to !== noun.name && sharing.restricted.has(field.to)
      ? [[name, getNoun(field.to)] as const]
      : [],
  );
}

/** Whom a restriction of the record does not concern: a share opens what it was given for, and nothing else. */
export function exceptionsSql(action: Action, scope: FilterScope): string {
  const { ctx, noun } = scope;
  const owned = compileFilter(reachFilter(ctx, noun, 'own'), scope);
  const isGiven = (action === 'read' || action === 'update') && ctx.registry.sharing.shared.has(noun.name);
  return isGiven ? `(${owned} or ${handSharedSql(action, scope)})` : owned;
}

/** Which records the actor's own role reaches, whatever is shared with them; null where that is every one. */
export function roleSql(ctx: Context, noun: Noun, action: Action, params: Params): string | null {
  const scope = { ctx, noun, params, alias: 't' };
  const arms = armsOf(ctx, noun, action)?.filter(({ by }) => by === 'reach' || by === 'territory');
  return arms ? `(${arms.map((arm) => armSql(arm, scope)).join(' or ') || 'false'})` : null;
}

/** Rules and territories select by what a record is, whatever of that the actor may see. */
export function armSql(arm: Arm, scope: FilterScope): string {
  if (arm.by === 'share') return handSharedSql(arm.access, scope);
  if (arm.by === 'reach') return compileFilter(arm.filter, scope);
  const { ctx } = scope;
  return compileFilter(arm.filter, { ...scope, ctx: { ...ctx, actor: { ...ctx.actor, role: 'system' } } });
}

function handSharedSql(access: SharedAccess, { ctx, noun, alias, params }: FilterScope): string {
  const { memberId, teamIds = [] } = ctx.actor;
  const enough = access === 'read' ? '' : ` and s.access = 'update'`;
  const { today } = filterContextOf(ctx);
  return (
    `${alias}.id = any(array(select s.record from record_share s where s.noun = ${params.add(noun.name)}::text ` +
    `and (s.member = ${params.add(memberId)}::uuid or s.team = any(${params.add(teamIds)}::uuid[])) ` +
    `and (s.until is null or s.until >= ${params.add(today)}::date)${enough}))`
  );
}

function joined(filters: readonly Filter[], word: string, none: string, scope: FilterScope): string {
  const [only, ...others] = filters;
  if (!only) return none;
  return others.length === 0
    ? compileFilter(only, scope)
    : `(${filters.map((one) => compileFilter(one, scope)).join(word)})`;
}

function compileCondition(condition: Condition, scope: FilterScope): string {
  const path = resolvePath(scope.noun, condition.field, scope.ctx.registry.findNoun);
  if (!path) throw invalidField('filter', 'unknownField', { field: condition.field });
  if (path.via || path.ofChild) return remoteSql(path, condition, scope);
  if (!isNegative(condition.op)) return conditionSql(path, condition, scope);
  const positive = conditionSql(path, { ...condition, op: positiveOf(condition.op) }, scope);
  // A question whether there are links is never unknown; said plainly, PostgreSQL can join instead of asking each time.
  if (path.kind !== 'links') return `not coalesce(${positive}, false)`;
  return positive.startsWith('not ') ? positive.slice(4) : `not ${positive}`;
}

/** A condition on a related record or on children: there is one that satisfies it, or for negative operators none. */
function remoteSql(path: FieldPath, condition: Condition, scope: FilterScope): string {
  const target = path.noun;
  const alias = `${scope.alias}_h`;
  const inner = { ...scope, noun: target, alias };
  const rows = `select 1 from ${quote(tableOf(target))} ${alias} where ${joinSql(path, inner, scope)}`;
  // PostgreSQL would prepare an answer for every row there is, not knowing that a page reads few; an offset keeps it from that.
  const each = scope.ofFew ? ' offset 0' : '';
  const satisfies = (op: Operator) => conditionSql(path, { ...condition, op }, inner);
  switch (condition.op) {
    case 'isEmpty':
      return `not exists (${rows} and not coalesce(${satisfies('isEmpty')}, false)${each})`;
    case 'isNotEmpty':
      return `exists (${rows} and not coalesce(${satisfies('isEmpty')}, false)${each})`;
    default: {
      const found = `exists (${rows} and ${satisfies(positiveOf(condition.op))}${each})`;
      return isNegative(condition.op) ? `not ${found}` : found;
    }
  }
}

/** What ties the other record to the one being filtered. */
function joinSql(path: FieldPath, inner: FilterScope, scope: FilterScope): string {
  const { noun: target, alias } = inner;
  // Children follow their parent's rights, and who filters by them sees the parent.
  if (!path.via)
    return `${alias}.${quote(snakeCase(target.parent ?? ''))} = ${scope.alias}.id and ${alias}.deleted_at is null`;
  const allowed = accessSql(scope.ctx, target, 'read', inner);
  // Rights must not leak through a neighbour: what can not be read counts as empty.
  const visible = allowed ? ` and ${allowed}` : '';
  const pointer = `${scope.alias}.${quote(snakeCase(path.via.name))}`;
  return `${alias}.id = ${pointer}${visible}`;
}
