import type { RoleRights } from '../../shared/nouns/role-rights.ts';
import type { MemberStanding } from '../auth/identity.ts';
import type { Actor } from '../context.ts';
import type { Registry } from '../metadata/registry.ts';
import { jointRights } from './joint-rights.ts';
import { seenBy } from './seen-registry.ts';

/** A member as they stand now, and the registry as they see it. */
export function actingAs(
  whole: Registry,
  { accountId, memberId }: { readonly accountId: string | null; readonly memberId: string },
  { role, accessRole, teamRoles = [], teamMemberIds, branchMemberIds, teamIds }: MemberStanding,
): { readonly actor: Actor; readonly registry: Registry } {
  const own = { role, rights: accessRole === null ? null : rightsOfRole(whole, accessRole) };
  const held = jointRights(
    ...([whole, own] as const),
    whole.roles.filter(({ id }) => teamRoles.some(({ role: carried }) => carried === id)),
  );
  const others = {
    teamMemberIds,
    teamRoles,
    ...(branchMemberIds ? { branchMemberIds } : {}),
    ...(teamIds ? { teamIds } : {}),
  };
  return { actor: { accountId, memberId, ...held, ...others }, registry: seenBy(whole, held.rights) };
}

/** A role that is no more, as a restored member may have one, opens nothing. */
export function rightsOfRole(whole: Registry, id: string): RoleRights {
  return whole.roles.find((role) => role.id === id) ?? closed(whole, id);
}

function closed(whole: Registry, id: string): RoleRights {
  const nothing = {
    read: 'none',
    create: 'none',
    update: 'none',
    delete: 'none',
    import: 'none',
    export: 'none',
  } as const;
  return {
    id,
    name: '',
    base: 'viewer',
    grants: Object.fromEntries(whole.nouns.map(({ name }) => [name, nothing])),
    fields: {},
  };
}
