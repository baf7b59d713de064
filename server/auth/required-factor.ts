import type { Context } from '../context.ts';

/** Whether the workspace wants a second factor of whoever has a role of the actor's, standard or of its own: of several any one is enough. */
export function isSecondFactorRequired({ workspace, actor }: Pick<Context, 'workspace' | 'actor'>): boolean {
  const wanted = workspace.secondFactorRoles ?? [];
  const { role, rights } = actor;
  const held = rights?.of ?? [{ id: rights?.id ?? null, base: role }];
  return wanted.includes(role) || held.some(({ id, base }) => wanted.includes(base) || (id && wanted.includes(id)));
}
