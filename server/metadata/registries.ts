import type { Sharing } from '../access/sharing.ts';
import type { Workspace } from '../context.ts';
import type { Queryable } from '../db/database.ts';
import { findSharedNouns } from '../sharing/share.repository.ts';
import { readAdditions } from './custom-noun.repository.ts';
import { type Additions, createRegistry, type Registry } from './registry.ts';

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
  const { nouns, fields, fieldSettings = [], layouts = [], nounNames = [], appearance = [] } = added;
  const roles = (await base.modules.find((module) => module.listRoles)?.listRoles?.(db)) ?? [];
  const sharing = await readSharing(base, added, db);
  const parts = [nouns, fields, fieldSettings, layouts, nounNames, appearance, roles];
  const isPlain = parts.every(({ length }) => length === 0);
  return isPlain && !sharing
    ? base
    : createRegistry(base.modules, { ...added, roles, ...(sharing ? { sharing } : {}) });
}

/** What opens and closes records; null where nothing does. */
async function readSharing(base: Registry, added: Additions, db: Queryable): Promise<Sharing | null> {
  const names = [...base.nouns, ...added.nouns].map(({ name }) => name);
  const marks = await findSharedNouns(db, names);
  const listed = await base.modules.find((module) => module.listSharing)?.listSharing?.(db);
  const { rules = [], territories = [] } = listed ?? {};
  const isNothing = marks.shared.size + marks.restricted.size + rules.length + territories.length === 0;
  return isNothing ? null : { ...marks, rules, territories };
}
