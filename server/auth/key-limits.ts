import { AppError } from '../../shared/errors.ts';
import type { Actor } from '../context.ts';
import type { Registry } from '../metadata/registry.ts';
import { isAllowedAddress } from '../outgoing/addresses.ts';
import { readNetwork } from '../outgoing/allowance.ts';
import type { KeyHolder, KeyScopes } from './api-key.repository.ts';

/** Throws 403 `keyFromElsewhere` for a key that is used outside the networks it is bound to. */
export function assertFromHere({ networks }: Pick<KeyHolder, 'networks'>, address: string): void {
  if (networks.length === 0) return;
  const known = networks.map(readNetwork).filter((network) => network !== null);
  if (isAllowedAddress(address, { hosts: new Set(), networks: known })) return;
  throw new AppError(403, 'keyFromElsewhere');
}

/** The actor as a key with scopes has them: of their rights only what the scopes name. Nothing is added to any. */
export function narrowedTo(actor: Actor, scopes: KeyScopes, keyId: string, registry: Registry): Actor {
  const own = actor.rights ?? null;
  const grants = Object.fromEntries(
    registry.whole.nouns.map(({ name }) => {
      const scope = Object.hasOwn(scopes, name) ? scopes[name] : undefined;
      const kept = own?.grants[name] ?? {};
      if (scope === 'write') return [name, kept];
      return [
        name,
        scope === 'read' ? { ...kept, ...noWrites } : ({ ...noWrites, read: 'none', export: 'none' } as const),
      ];
    }),
  );
  const base = own?.base ?? (actor.role === 'owner' || actor.role === 'system' ? 'manager' : actor.role);
  const rights = { name: '', fields: {}, base, ...own, grants, id: `${own?.id ?? actor.role} ${keyId}` };
  return { ...actor, rights };
}

const noWrites = {
  ...{ create: 'none', update: 'none', delete: 'none', restore: 'none', merge: 'none' },
  ...{ share: 'none', bulk: 'none', import: 'none', configure: 'none' },
} as const;
