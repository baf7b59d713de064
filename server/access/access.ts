import { forbidden } from '../../shared/errors.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import type { NounRights } from '../../shared/nouns/metadata.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { Context } from '../context.ts';
import { type Registry, targetOf } from '../metadata/registry.ts';
import type { Action, Reach } from './policy.ts';

/** How far the actor's right to `action` reaches among the noun's records. A child noun follows its parent. */
export function reachOf(ctx: Context, noun: Noun, action: Action): Reach {
  const { role } = ctx.actor;
  if (role === 'system') return 'all';
  const parent = parentOf(ctx.registry, noun);
  if (parent) return reachOf(ctx, parent, parentAction(action));
  return ctx.registry.getPolicy(noun).grants[role]?.[action] ?? 'none';
}

/** Refuses with 403 when the role has no right to `action` on any record of the noun. */
export function assertMay(ctx: Context, noun: Noun, action: Action): void {
  if (reachOf(ctx, noun, action) === 'none') throw forbidden(action, noun.name);
}

/**
 * The records the actor may `action`, as a filter; null when that is all of them. The same filter narrows lists, checks a
 * single record and is what a new record must satisfy.
 */
export function accessFilter(ctx: Context, noun: Noun, action: Action): Filter | null {
  const reach = reachOf(ctx, noun, action);
  if (reach === 'all') return null;
  const field = ownerPath(ctx.registry, noun);
  if (reach === 'none' || !field) return { any: [] };
  return reach === 'own' ? { field, op: 'is', value: '@me' } : { field, op: 'isInTeamOf', value: '@me' };
}

/** What the actor may do with the noun at all. */
export function rightsOf(ctx: Context, noun: Noun): NounRights {
  const may = (action: Action) => reachOf(ctx, noun, action) !== 'none';
  return {
    read: may('read'),
    create: may('create'),
    update: may('update'),
    delete: may('delete'),
    import: may('import'),
    export: may('export'),
  };
}

function parentOf(registry: Registry, noun: Noun): Noun | null {
  const field = noun.parent ? noun.fields[noun.parent] : undefined;
  return field ? targetOf(registry, field) : null;
}

/** Writing a line of a deal is changing the deal. */
function parentAction(action: Action): Action {
  return action === 'create' || action === 'delete' ? 'update' : action;
}

function ownerPath(registry: Registry, noun: Noun): string | undefined {
  const parent = parentOf(registry, noun);
  const owner = registry.getPolicy(parent ?? noun).ownerField;
  return parent && owner ? `${noun.parent}.${owner}` : owner;
}
