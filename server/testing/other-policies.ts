import type { Registry } from '../metadata/registry.ts';

/** The registry with policies as a test wants them, where nothing is hidden from anybody. */
export function withPolicies(registry: Registry, getPolicy: Registry['getPolicy']): Registry {
  const changed: Registry = {
    ...registry,
    getPolicy,
    get whole() {
      return changed;
    },
  };
  return changed;
}
