import { AppError } from '../../shared/errors.ts';
import type { Context } from '../context.ts';

/**
 * Refuses what a page asks that was loaded in another workspace, or as somebody else, than the browser is in now: cookies belong to all
 * tabs, and one that stayed behind would write where another tab has gone. `loadedFor` is `workspace` or `workspace.member` as ids; who says
 * nothing, as programs do, goes on. Throws 409 `pageOfAnother`.
 */
export function assertPageOf({ workspace, actor }: Pick<Context, 'workspace' | 'actor'>, loadedFor: unknown): void {
  if (loadedFor === undefined || loadedFor === '') return;
  if (loadedFor !== workspace.id && loadedFor !== `${workspace.id}.${actor.memberId}`)
    throw new AppError(409, 'pageOfAnother');
}
