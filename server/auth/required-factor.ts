import type { Context } from '../context.ts';

/** Whether the workspace wants a second factor of whoever has the actor's role, standard or of its own. */
export function isSecondFactorRequired({ workspace, actor }: Pick<Context, 'workspace' | 'actor'>): boolean {
  const wanted = workspace.secondFactorRoles ?? [];
  return wanted.includes(actor.role) || (actor.rights != null && wanted.includes(actor.rights.id));
}
