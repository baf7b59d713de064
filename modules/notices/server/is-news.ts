import type { Change } from '../../../server/changes/change.ts';
import type { Context } from '../../../server/context.ts';

/** Milliseconds after which nobody needs to be told any more: a past that was brought along is no news. */
const freshness = 24 * 3_600_000;

/** Whether somebody wrote this just now, so that others are to be told: no import, and not the system by itself. */
export function isNews(ctx: Context, change: Change): boolean {
  return (change.kind === 'created' || change.kind === 'updated') && isFresh(ctx, change);
}

/** Whether somebody did this just now. */
export function isFresh(ctx: Context, { memberId, through, at }: Change): boolean {
  if (!memberId || through === 'import' || through === 'system') return false;
  return ctx.now().getTime() - Date.parse(at) <= freshness;
}
