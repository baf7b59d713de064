import type { Role } from '../../shared/nouns/metadata.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import {
  type Action,
  actions,
  type FieldAccess,
  type FieldRights,
  fieldAccesses,
  type Grants,
  type Reach,
  type RoleRights,
} from '../../shared/nouns/role-rights.ts';
import type { Actor } from '../context.ts';
import type { Registry } from '../metadata/registry.ts';
import { reachOf } from './access.ts';
import { rightsOfRole } from './acting.ts';
import { seenBy } from './seen-registry.ts';

/** Roles from the one that may most. */
const standing: readonly Role[] = ['owner', 'manager', 'seller', 'viewer'];

/**
 * The same person with what they and a role (a standard one by its name, one of the workspace's own by its id) both may, and nothing else: of
 * rights to records the narrower reach, of fields the narrower access. A role that is no more leaves nothing. Nothing is begun that goes on later.
 */
export function withLesserRights(actor: Actor, whole: Registry, role: string, name: string): Actor {
  const other = asRole(actor, whole, role);
  if (actor.role === 'system') return actor;
  const less = standing[Math.max(standing.indexOf(actor.role), standing.indexOf(other.role as Role))] as Role;
  const base = less === 'owner' ? 'manager' : less;
  const limits = [actor, other].flatMap(({ rights }) =>
    (rights?.of ?? [{ dailyLimit: rights?.dailyLimit }]).flatMap(({ dailyLimit }) => dailyLimit ?? []),
  );
  const rights: RoleRights = {
    ...{ id: `${actor.rights?.id ?? actor.role} ${role} ${name}`, name: '', base },
    grants: commonGrants(whole, actor, other),
    fields: commonFields(whole, seenBy(whole, actor.rights ?? null), seenBy(whole, other.rights ?? null)),
    ...(limits.length > 0 ? { dailyLimit: Math.min(...limits) } : {}),
  };
  return { ...actor, role: base, rights };
}

/** The person as if that were their role. */
function asRole(actor: Actor, whole: Registry, role: string): Actor {
  const own = standing.includes(role as Role) ? null : rightsOfRole(whole, role);
  return { ...actor, role: own ? own.base : (role as Role), rights: own };
}

/** What goes on in the background does so by the rights of the person, who is all that is known of it by then. */
const goesOnLater: ReadonlySet<Action> = new Set(['bulk', 'import', 'merge', 'configure']);

function commonGrants(whole: Registry, one: Actor, other: Actor): Grants {
  const reach = (actor: Actor, noun: Noun, action: Action) => reachOf({ actor, registry: whole }, noun, action);
  return Object.fromEntries(
    whole.nouns.map((noun) => [
      noun.name,
      Object.fromEntries(
        actions.map((action) => [
          action,
          goesOnLater.has(action) ? 'none' : narrower(reach(one, noun, action), reach(other, noun, action)),
        ]),
      ),
    ]),
  );
}

const widths: Readonly<Record<Exclude<Reach, 'territory'>, number>> = { none: 0, own: 1, team: 2, branch: 3, all: 4 };

/** Territories and teams have in common what is one's own, and nothing else that is certain. */
function narrower(one: Reach, other: Reach): Reach {
  if (one === other) return one;
  if (one === 'territory') return other === 'all' ? one : other === 'none' ? other : 'own';
  if (other === 'territory') return narrower(other, one);
  return widths[one] < widths[other] ? one : other;
}

function commonFields(whole: Registry, one: Registry, other: Registry): FieldRights {
  return Object.fromEntries(
    whole.nouns.map(({ name, fields }) => {
      const [seen, too] = [one.getNoun(name), other.getNoun(name)];
      const closed = Object.keys(fields).flatMap((field): [string, FieldAccess][] => {
        const access = lesser(accessTo(seen, field), accessTo(too, field));
        return access === 'write' ? [] : [[field, access]];
      });
      return [name, Object.fromEntries(closed)];
    }),
  );
}

/** As a registry made for somebody shows it. */
function accessTo({ fields }: Noun, name: string): FieldAccess {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!field) return 'hidden';
  if (field.masked) return 'masked';
  return field.readOnly ? 'read' : 'write';
}

function lesser(one: FieldAccess, other: FieldAccess): FieldAccess {
  return fieldAccesses.indexOf(one) < fieldAccesses.indexOf(other) ? one : other;
}
