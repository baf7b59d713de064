import type { Context } from '../../../server/context.ts';
import { notFound } from '../../../shared/errors.ts';

/** A sandbox has no portal: its people are copies, and nothing of it goes outside. Throws 404, as for a workspace that is none. */
export function assertOpen({ workspace }: Context): void {
  if (workspace.sandboxOf) throw notFound('workspace', workspace.id);
}
