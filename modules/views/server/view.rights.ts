import type { Context } from '../../../server/context.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Role } from '../../../shared/nouns/metadata.ts';
import type { ViewReader, ViewRow } from './view.repository.ts';

/** The roles that make views for others and keep them. */
const keepers: readonly (Role | 'system')[] = ['owner', 'manager', 'system'];

export function readerOf({ actor }: Context): ViewReader {
  return { memberId: actor.memberId, role: actor.role, keeps: isKeeper(actor.role) };
}

/** A private view is its owner's to change, all others those who keep them. */
export function mayChange({ actor }: Context, view: Pick<ViewRow, 'visibility' | 'owner'>): boolean {
  return view.visibility === 'private' ? view.owner === actor.memberId : isKeeper(actor.role);
}

/** @throws AppError 403 `roleRequired` where a view is or is to be for others and the actor keeps none. */
export function assertMayChange(ctx: Context, view: Pick<ViewRow, 'visibility' | 'owner'>): void {
  if (!mayChange(ctx, view)) throw new AppError(403, 'roleRequired', { roles: ['owner', 'manager'] });
}

function isKeeper(role: Role | 'system'): boolean {
  return keepers.includes(role);
}
