import { AppError, forbidden } from '../../shared/errors.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import type { NounRights } from '../../shared/nouns/metadata.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { type Action, impliedBy, type Reach } from '../../shared/nouns/role-rights.ts';
import type { Context } from '../context.ts';
import { type Registry, targetOf } from '../metadata/registry.ts';

/** Who acts, and the registry their rights are looked up in. */
type Acting = Pick<Context, 'actor' | 'registry' | 'isScoped'>;

/** How far the actor's right to `action` reaches among the noun's records. A child noun follows its parent. */
export function reachOf(ctx: Acting, noun: Noun, action: Action): Reach {
  const { role } = ctx.actor;
  if (role === 'system') return 'all';
  if (action === 'configure') return mayConfigure(ctx, noun) ? 'all' : 'none';
  const parent = parentOf(ctx.registry, noun);
  if (parent) return reachOf(ctx, parent, parentAction(action));
  const said = ctx.actor.rights?.grants[noun.name]?.[action] ?? ctx.registry.getPolicy(noun).grants[role]?.[action];
  if (said) return said;
  return action in impliedBy ? reachOf(ctx, noun, impliedBy[action as keyof typeof impliedBy]) : 'none';
}

/**
 * Owners configure every noun; others what a role of the workspace's own lets them, if they see the noun and no field of it is closed to
 * them: who says what a field is works with all of them. Never by a key with scopes.
 */
function mayConfigure(ctx: Acting, noun: Noun): boolean {
  if (ctx.isScoped) return false;
  const { role, rights } = ctx.actor;
  if (role === 'owner') return true;
  const parent = parentOf(ctx.registry, noun);
  if (parent && !mayConfigure(ctx, parent)) return false;
  const isOpen = Object.values(rights?.fields[noun.name] ?? {}).every(
    (access) => access === 'read' || access === 'write',
  );
  if (!isOpen || noun.internal || reachOf(ctx, noun, 'read') === 'none') return false;
  return parent !== null || rights?.grants[noun.name]?.configure === 'all';
}

/** Whether there is a noun that the actor may configure. */
export function mayConfigureAny(ctx: Context): boolean {
  return ctx.registry.whole.nouns.some((noun) => reachOf(ctx, noun, 'configure') === 'all');
}

/** Refuses with 403 when the role has no right to `action` on any record of the noun. */
export function assertMay(ctx: Context, noun: Noun, action: Action): void {
  if (reachOf(ctx, noun, action) === 'none') throw forbidden(action, noun.name);
}

/**
 * The records whose owner makes them the actor's to `action`, as a filter; null when that is every record. What sharing adds is
 * not in it (`accessSql`); a new record has to satisfy it, as nobody can have shared it yet.
 */
export function accessFilter(ctx: Context, noun: Noun, action: Action): Filter | null {
  const reach = reachOf(ctx, noun, action);
  return reach === 'all' ? null : reachFilter(ctx, noun, reach);
}

/** The records within a reach that goes by their owner. */
export function reachFilter(ctx: Context, noun: Noun, reach: Exclude<Reach, 'all'>): Filter {
  const field = ownerPath(ctx.registry, noun);
  if (reach === 'none' || !field) return { any: [] };
  if (reach === 'team') return { field, op: 'isInTeamOf', value: '@me' };
  const own: Filter = { field, op: 'is', value: '@me' };
  const { branchMemberIds = [] } = ctx.actor;
  if (reach !== 'branch') return own;
  const team: Filter = { field, op: 'isInTeamOf', value: '@me' };
  return branchMemberIds.length > 0 ? { any: [team, { field, op: 'isAnyOf', value: branchMemberIds }] } : team;
}

/** What the actor may do with the noun at all. */
export function rightsOf(ctx: Context, noun: Noun): NounRights {
  const may = (action: Action) => reachOf(ctx, noun, action) !== 'none';
  return {
    read: may('read'),
    create: may('create'),
    update: may('update'),
    delete: may('delete'),
    restore: may('restore'),
    merge: may('merge') && may('update') && noun.duplicates !== undefined,
    share: may('share'),
    bulk: may('bulk'),
    import: may('import'),
    export: may('export'),
    configure: may('configure'),
  };
}

/** Whether the actor may know these fields' values: what is worked out of one that is hidden or masked would tell it. */
export function mayKnow(ctx: Context, noun: Noun, ...fields: readonly string[]): boolean {
  const seen = ctx.registry.getNoun(noun.name).fields;
  return fields.every((name) => Object.hasOwn(seen, name) && !seen[name]?.masked);
}

/** Refuses with 403 `fieldsHidden` a question whose answer is made of fields the actor may not know. */
export function assertMayKnow(ctx: Context, noun: Noun, ...fields: readonly string[]): void {
  if (!mayKnow(ctx, noun, ...fields)) throw new AppError(403, 'fieldsHidden', { noun: noun.name });
}

export function parentOf(registry: Registry, noun: Noun): Noun | null {
  const field = noun.parent ? noun.fields[noun.parent] : undefined;
  return field ? targetOf(registry, field) : null;
}

/** Writing a line of a deal is changing the deal. */
export function parentAction(action: Action): Action {
  return action === 'create' || action === 'delete' || action === 'restore' ? 'update' : action;
}

function ownerPath(registry: Registry, noun: Noun): string | undefined {
  const parent = parentOf(registry, noun);
  const owner = registry.getPolicy(parent ?? noun).ownerField;
  return parent && owner ? `${noun.parent}.${owner}` : owner;
}
