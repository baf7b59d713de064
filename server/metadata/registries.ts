import type { Workspace } from '../context.ts';
import type { Queryable } from '../db/database.ts';
import { readAdditions } from './custom-noun.repository.ts';
import { createRegistry, type Registry } from './registry.ts';

/** What the modules declare, with what each workspace has added of its own. */
export interface Registries {
  /** For workspaces that added nothing. */
  readonly base: Registry;
  /** As the workspace stands by its `metadataVersion`; read once a version. `db` is the workspace's. */
  of(workspace: Workspace, db: Queryable): Promise<Registry>;
}

export function createRegistries(base: Registry): Registries {
  const known = new Map<string, { readonly version: number; readonly registry: Promise<Registry> }>();
  return {
    base,
    of({ id, metadataVersion }, db) {
      if (metadataVersion === 0) return Promise.resolve(base);
      const found = known.get(id);
      if (found?.version === metadataVersion) return found.registry;
      const registry = readRegistry(base, db);
      known.set(id, { version: metadataVersion, registry });
      // What could not be read is read again by whoever asks next.
      registry.catch(() => known.delete(id));
      return registry;
    },
  };
}

/** The registry as the workspace's tables have it now. */
export async function readRegistry(base: Registry, db: Queryable): Promise<Registry> {
  const added = await readAdditions(db);
  const { nouns, fields, fieldSettings = [], layouts = [] } = added;
  const isPlain = nouns.length + fields.length + fieldSettings.length + layouts.length === 0;
  return isPlain ? base : createRegistry(base.modules, added);
}
