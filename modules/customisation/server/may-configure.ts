import { reachOf } from '../../../server/access/access.ts';
import type { Context } from '../../../server/context.ts';
import { AppError, forbidden } from '../../../shared/errors.ts';
import type { CustomFieldDefinition } from '../../../shared/nouns/custom-field.ts';

type Asking = Pick<Context, 'actor' | 'isScoped'>;

const isOwner = ({ actor, isScoped }: Asking): boolean => actor.role === 'owner' && !isScoped;
const ownersAlone = () => new AppError(403, 'roleRequired', { roles: ['owner'] });

/** Says of nouns by name whether the actor may configure them. */
export function configurableBy(ctx: Context): (noun: string) => boolean {
  if (isOwner(ctx)) return () => true;
  return (name) => {
    const noun = ctx.registry.whole.findNoun(name);
    return noun !== null && reachOf(ctx, noun, 'configure') === 'all';
  };
}

/** Throws 403 for a noun that the actor may not configure. */
export function assertMayConfigure(ctx: Context, noun: string): void {
  if (!configurableBy(ctx)(noun)) throw forbidden('configure', noun);
}

/**
 * Throws 403 where the actor may not change the field of that id so. What is worked out of other records shows them to everybody who sees
 * the field, so formulas and roll-ups are owners' alone.
 */
export function assertMayChangeField(ctx: Context, id: string, patch: Worked): void {
  if (isOwner(ctx)) return;
  const field = ctx.registry.whole.customFields.find((one) => one.id === id);
  if (!field) throw ownersAlone();
  assertMayConfigure(ctx, field.noun);
  assertWorksNothingOut(ctx, field.definition);
  assertWorksNothingOut(ctx, patch);
}

type Worked = Partial<Pick<CustomFieldDefinition, 'formula' | 'rollUp'>> | object;

/** Throws 403 for a formula or a roll-up that is not an owner's. */
export function assertWorksNothingOut(ctx: Asking, given: Worked): void {
  const { formula, rollUp, kind } = given as { formula?: unknown; rollUp?: unknown; kind?: unknown };
  if (isOwner(ctx)) return;
  if (formula != null || rollUp != null || kind === 'formula' || kind === 'rollUp') throw ownersAlone();
}
