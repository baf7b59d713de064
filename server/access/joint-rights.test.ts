import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ZodObject } from 'zod';
import { recordSchema } from '../../shared/contract/field-schemas.ts';
import type { CustomField } from '../../shared/nouns/custom-field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { type Action, actions, type Reach, type RoleRights, reaches } from '../../shared/nouns/role-rights.ts';
import { dailyLimitOf } from '../access-log/take-out.ts';
import { isSecondFactorRequired } from '../auth/required-factor.ts';
import type { Context } from '../context.ts';
import { createRegistry, type Registry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { mayKnow, reachOf } from './access.ts';
import { actingAs } from './acting.ts';

const sold: CustomField = {
  ...{ id: '1', noun: 'product', name: 'xSold', version: 1 },
  definition: {
    ...{ label: { en: 'Sold' }, kind: 'rollUp', result: 'number' },
    rollUp: { of: 'dealLine', by: 'product', measure: 'count' },
  },
} as never;

const registryOf = (roles: readonly object[]) =>
  createRegistry(serverModules, { nouns: [], fields: [sold], roles: roles as readonly RoleRights[] });

type Acting = Pick<Context, 'actor' | 'registry'>;
/** A seller with the first of these roles as their own, or none, and the others by teams. */
function holding(whole: Registry, own: RoleRights | null, ofTeams: readonly RoleRights[]): Acting {
  const standing = { name: 'Nare', role: own?.base ?? ('seller' as const), accessRole: own?.id ?? null, active: true };
  const teamRoles = ofTeams.map(({ id }) => ({ role: id, team: 'Yerevan' }));
  return actingAs(whole, { accountId: null, memberId: 'nare' }, { ...standing, teamRoles, teamMemberIds: ['nare'] });
}

const reach = fc.constantFrom(...reaches);
const some = fc.record(Object.fromEntries(actions.map((action) => [action, reach])), { requiredKeys: [] });
const access = fc.constantFrom('hidden', 'masked', 'revealable', 'revealableForReason', 'read', 'write');
const role = fc.record({
  base: fc.constantFrom('manager' as const, 'seller' as const, 'viewer' as const),
  grants: fc.record({ person: some, deal: some }, { requiredKeys: [] }),
  fields: fc.record(
    {
      person: fc.record({ phones: access, jobTitle: access }, { requiredKeys: [] }),
      product: fc.record({ xSold: fc.constantFrom('hidden', 'read') }, { requiredKeys: [] }),
    },
    { requiredKeys: [] },
  ),
});
let made = 0;
const several = fc
  .array(role, { minLength: 2, maxLength: 4 })
  .map((all) => all.map((each) => ({ id: `role ${made++}`, name: 'Some', ...each }) as RoleRights));

/** By owner, and whether by territory too: what lies in one's territories is in no team. */
const kinds: Readonly<Record<Reach, number>> = { none: 0, own: 1, territory: 1, team: 2, branch: 3, all: 4 };
function widthOf(ctx: Acting, noun: Noun, action: Action) {
  const found = reachOf(ctx, noun, action);
  const too = ctx.actor.rights?.territoryToo?.[noun.name]?.includes(action) === true;
  return { byOwner: kinds[found], byTerritory: found === 'territory' || found === 'all' || too };
}

function accessTo({ registry }: Acting, noun: string, name: string): number {
  const field = registry.getNoun(noun).fields[name];
  if (!field) return 0;
  if (field.masked) return field.revealable === 'freely' ? 3 : field.revealable ? 2 : 1;
  return field.readOnly ? 4 : 5;
}

const nounsOf = ({ registry }: Acting) => registry.whole.nouns;

test('several roles open what one of them opens, and nothing else', () => {
  fc.assert(
    fc.property(several, fc.boolean(), (roles, hasOwn) => {
      const whole = registryOf(roles);
      const [first, ...others] = roles as [RoleRights, ...RoleRights[]];
      const joint = holding(whole, hasOwn ? first : null, others);
      const parts = [holding(whole, hasOwn ? first : null, []), ...others.map((one) => holding(whole, one, []))];
      for (const noun of nounsOf(joint)) {
        for (const action of actions) {
          const all = parts.map((part) => widthOf(part, noun, action));
          const expected = {
            byOwner: Math.max(...all.map(({ byOwner }) => byOwner)),
            byTerritory: all.some(({ byTerritory }) => byTerritory),
          };
          expect([noun.name, action, widthOf(joint, noun, action)]).toEqual([noun.name, action, expected]);
        }
        for (const field of Object.keys(noun.fields)) {
          const expected = Math.max(...parts.map((part) => accessTo(part, noun.name, field)));
          expect([field, accessTo(joint, noun.name, field)]).toEqual([field, expected]);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test('a role that is taken from a team only narrows', () => {
  fc.assert(
    fc.property(several, (roles) => {
      const whole = registryOf(roles);
      const [before, after] = [holding(whole, null, roles), holding(whole, null, roles.slice(1))];
      for (const noun of nounsOf(before)) {
        for (const action of actions) {
          const [wide, narrow] = [widthOf(before, noun, action), widthOf(after, noun, action)];
          expect(narrow.byOwner).toBeLessThanOrEqual(wide.byOwner);
          expect(narrow.byTerritory && !wide.byTerritory).toBe(false);
        }
        for (const field of Object.keys(noun.fields))
          expect(accessTo(after, noun.name, field)).toBeLessThanOrEqual(accessTo(before, noun.name, field));
      }
    }),
    { numRuns: 40 },
  );
});

test('what is told of a record has the fields that are seen, and no other', () => {
  fc.assert(
    fc.property(several, (roles) => {
      const ctx = holding(registryOf(roles), null, roles) as Context;
      for (const noun of ['person', 'product'].map((name) => ctx.registry.getNoun(name))) {
        const told = Object.keys((recordSchema(noun) as unknown as ZodObject).shape);
        for (const name of Object.keys(ctx.registry.whole.getNoun(noun.name).fields)) {
          expect([name, told.includes(name)]).toEqual([name, accessTo(ctx, noun.name, name) > 0]);
          expect([name, mayKnow(ctx, noun, name)]).toEqual([name, accessTo(ctx, noun.name, name) > 3]);
        }
      }
    }),
    { numRuns: 20 },
  );
});

test('an owner stays one, and nobody becomes one', () => {
  const wide = { id: 'wide', name: 'Wide', base: 'manager', grants: {}, fields: {} } as const;
  const whole = registryOf([wide]);
  const standing = { name: 'Armen', role: 'owner' as const, accessRole: null, active: true, teamMemberIds: [] };
  const teamRoles = [{ role: 'wide', team: 'All' }];
  const owner = actingAs(whole, { accountId: null, memberId: 'armen' }, { ...standing, teamRoles });
  expect([owner.actor.role, owner.actor.rights, owner.registry]).toEqual(['owner', null, whole]);
  expect(holding(whole, null, [wide]).actor.role).toBe('manager');
});

test('a second factor is asked for by any of the roles, and the limit of a day is that of the one that lets most', () => {
  const roles = [
    { id: 'few', name: 'Few', base: 'viewer', grants: {}, fields: {}, dailyLimit: 5 },
    { id: 'many', name: 'Many', base: 'viewer', grants: {}, fields: {}, dailyLimit: 900 },
  ] as const;
  const whole = registryOf(roles);
  const both = holding(whole, roles[0], [roles[1]]);
  const needs = (secondFactorRoles: readonly string[], ctx = both) =>
    isSecondFactorRequired({ ...ctx, workspace: { secondFactorRoles } as never });
  expect([['few'], ['many'], ['viewer'], ['seller'], []].map((wanted) => needs(wanted))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(needs(['viewer'], holding(whole, null, roles))).toBe(true);
  const limits = { manager: null, seller: 500, viewer: 100 };
  const limitOf = (ctx: Acting) => dailyLimitOf(ctx as Context, { limits } as never);
  expect(limitOf(both)).toBe(900);
  expect(limitOf(holding(whole, null, [roles[0]]))).toBe(500);
  expect(limitOf(holding(whole, roles[0], []))).toBe(5);
});
