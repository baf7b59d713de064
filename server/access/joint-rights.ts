import type { Role } from '../../shared/nouns/metadata.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import {
  type Action,
  actions,
  type FieldAccess,
  type FieldRights,
  type Grants,
  type Reach,
  type RoleRights,
} from '../../shared/nouns/role-rights.ts';
import { computedPlanOf } from '../computed/plan.ts';
import type { Registry } from '../metadata/registry.ts';
import { reachOf } from './access.ts';
import { seenBy } from './seen-registry.ts';

/** What somebody may by a role: a standard one, and what differs from it. */
export interface Held {
  readonly role: Role;
  readonly rights: RoleRights | null;
}

/**
 * What somebody may who has a role of their own and others by their teams: of rights to records the widest reach, of fields the widest access, each
 * by itself, and of the standard roles the one that may most. Owners have everything anyway.
 */
export function jointRights(whole: Registry, own: Held, ofTeams: readonly RoleRights[]): Held {
  if (own.role === 'owner' || ofTeams.length === 0) return own;
  const parts = [own, ...ofTeams.map((rights): Held => ({ role: rights.base, rights }))];
  const id = parts.map(({ role, rights }) => rights?.id ?? role).join(' + ');
  const known = joint.get(whole) ?? new Map<string, Held>();
  const found = known.get(id) ?? join(whole, id, parts);
  joint.set(whole, known.set(id, found));
  return found;
}

/** A registry is made anew whenever a role changes, so the ids of roles name their rights. */
const joint = new WeakMap<Registry, Map<string, Held>>();

/** Roles from the one that may most; nobody becomes an owner by a team. */
const standing = ['manager', 'seller', 'viewer'] as const;

function join(whole: Registry, id: string, parts: readonly Held[]): Held {
  const base = standing.find((role) => parts.some((part) => part.role === role)) ?? 'viewer';
  const reachesOf = (noun: Noun, action: Action) =>
    parts.map(({ role, rights }) => reachOf({ actor: actorOf(role, rights), registry: whole }, noun, action));
  const grants: Grants = Object.fromEntries(
    whole.nouns.map((noun) => [
      noun.name,
      Object.fromEntries(actions.map((action) => [action, widest(reachesOf(noun, action))])),
    ]),
  );
  const territoryToo = Object.fromEntries(
    whole.nouns.map((noun) => [noun.name, actions.filter((action) => isBoth(reachesOf(noun, action)))]),
  );
  const of = parts.map(({ role, rights }) => ({ id: rights?.id ?? null, base: role, dailyLimit: rights?.dailyLimit }));
  const rights = { id, name: '', base, grants, fields: jointFields(whole, parts), territoryToo, of };
  return { role: base, rights };
}

const actorOf = (role: Role, rights: RoleRights | null) => ({
  ...{ role, rights, accountId: null, memberId: null, teamMemberIds: [] },
});

const widths: Readonly<Record<Reach, number>> = { none: 0, own: 1, territory: 2, team: 3, branch: 4, all: 5 };

function widest(reaches: readonly Reach[]): Reach {
  return reaches.reduce((one, other) => (widths[other] > widths[one] ? other : one), 'none');
}

/** Territories and teams are neither in the other: who has both reaches what lies in either. */
function isBoth(reaches: readonly Reach[]): boolean {
  return reaches.includes('territory') && ['team', 'branch'].includes(widest(reaches));
}

/** From the access that lets one see least: without a reason to give one sees more. */
const accesses: readonly FieldAccess[] = ['hidden', 'masked', 'revealableForReason', 'revealable', 'read', 'write'];

function jointFields(whole: Registry, parts: readonly Held[]): FieldRights {
  const seen = parts.map(({ rights }) => seenBy(whole, rights));
  const computed = new Set(
    [...computedPlanOf(whole).fields.values()].flat().map(({ noun, name }) => `${noun.name}.${name}`),
  );
  const accessTo = (noun: string, field: string): FieldAccess => {
    // What is worked out is seen by whoever one of the roles shows it to.
    if (computed.has(`${noun}.${field}`))
      return seen.some((one) => one.getNoun(noun).fields[field]) ? 'read' : 'hidden';
    const said = parts.map(({ rights }) => accesses.indexOf(rights?.fields[noun]?.[field] ?? 'write'));
    return accesses[Math.max(...said)] ?? 'hidden';
  };
  return Object.fromEntries(
    whole.nouns.map(({ name, fields }) => [
      name,
      Object.fromEntries(
        Object.keys(fields).flatMap((field): [string, FieldAccess][] => {
          const access = accessTo(name, field);
          return access === 'write' ? [] : [[field, access]];
        }),
      ),
    ]),
  );
}
