import { defineRoute, type Route } from '../../../server/http/route.ts';
import type { Registry } from '../../../server/metadata/registry.ts';
import { getStandardRights } from '../contract/standard-rights.api.ts';
import { isGranted, neededFields } from './role-faults.ts';

export const standardRightsRoutes: readonly Route[] = [
  defineRoute(getStandardRights, ['owner'], async ({ registry }) => ({ items: describe(registry) })),
];

function describe(registry: Registry) {
  return registry.nouns
    .filter((noun) => isGranted(noun) && !noun.retired)
    .map((noun) => {
      const { ownerField, grants } = registry.getPolicy(noun);
      const { manager = {}, seller = {}, viewer = {} } = grants;
      return {
        ...{ noun: noun.name, hasOwner: ownerField !== undefined, fixed: neededFields(registry, noun) },
        grants: { manager, seller, viewer },
      };
    });
}
