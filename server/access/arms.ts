import type { Filter } from '../../shared/filter/filter.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { Action, Reach } from '../../shared/nouns/role-rights.ts';
import type { SharedAccess, SharingRule, Territory } from '../../shared/nouns/sharing.ts';
import type { Context } from '../context.ts';
import { reachFilter, reachOf } from './access.ts';
import { rulesFor, territoriesOf } from './sharing.ts';

/** One way by which a record may be the actor's to act on; any of them is enough. */
export type Arm =
  | { readonly by: 'reach'; readonly reach: Reach; readonly filter: Filter }
  | { readonly by: 'territory'; readonly territory: Territory; readonly filter: Filter }
  | { readonly by: 'rule'; readonly rule: SharingRule; readonly filter: Filter }
  /** Shared by hand, with the actor or a team of theirs. */
  | { readonly by: 'share'; readonly access: SharedAccess };

/**
 * All the ways by which the actor may `action` records of a noun that has no parent; null where every record is reached. A right
 * that the role does not have at all is opened by nothing.
 */
export function armsOf(ctx: Context, noun: Noun, action: Action): readonly Arm[] | null {
  const reach = reachOf(ctx, noun, action);
  if (reach === 'all') return null;
  const filter = reachFilter(ctx, noun, reach);
  if (reach === 'none') return [];
  const { sharing } = ctx.registry;
  const too = ctx.actor.rights?.territoryToo?.[noun.name]?.includes(action);
  const territories = reach === 'territory' || too ? territoriesOf(sharing, ctx.actor) : [];
  return [
    { by: 'reach', reach, filter },
    ...territories.flatMap((territory): Arm[] => {
      const where = territory.where[noun.name];
      return where ? [{ by: 'territory', territory, filter: where }] : [];
    }),
    ...openings(ctx, noun, action),
  ];
}

/** What sharing adds for seeing and changing; other rights are nobody's to share. */
function openings(ctx: Context, noun: Noun, action: Action): readonly Arm[] {
  if (action !== 'read' && action !== 'update') return [];
  const { sharing } = ctx.registry;
  const rules = rulesFor(sharing, ctx.actor).filter(
    (rule) => rule.noun === noun.name && (action === 'read' || rule.access === 'update'),
  );
  return [
    ...rules.map((rule): Arm => ({ by: 'rule', rule, filter: rule.where })),
    ...(sharing.shared.has(noun.name) ? [{ by: 'share', access: action } as const] : []),
  ];
}

/** Whether restricted records are closed to the actor unless they own them or have them shared by hand. */
export function heedsRestriction({ actor }: Context): boolean {
  return actor.role !== 'owner' && actor.role !== 'system';
}
