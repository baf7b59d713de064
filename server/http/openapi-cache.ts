import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import type { Registry } from '../metadata/registry.ts';
import { routesFor } from '../records/routes-for.ts';
import { buildOpenApi } from './openapi.ts';
import type { Route } from './route.ts';

/** A description of the API, and what tells it from another. */
export interface Described {
  readonly text: string;
  readonly etag: string;
}

interface Kept extends Described {
  readonly registry: Registry | null;
  readonly sort: string;
}

/** Documents of half a megabyte each, made in a fifth of a second; whoever is turned out is described anew. */
const most = 16;

/**
 * The API as it is for whoever asks, described once for each state of a workspace's metadata, role (also of its own) and sort of key: a registry is
 * made anew with each version of the metadata, and workspaces that added nothing share one.
 */
export function createDescriptions(routes: readonly Route[], publicUrl: string): (ctx: Context | null) => Described {
  const kept: Kept[] = [];
  return (ctx) => {
    const registry = ctx?.registry ?? null;
    const sort = ctx ? sortOf(ctx) : 'anybody';
    const at = kept.findIndex((one) => one.registry === registry && one.sort === sort);
    const found = kept[at] ?? { registry, sort, ...describe(ctx ? routesFor(ctx, routes) : routes, publicUrl) };
    if (at >= 0) kept.splice(at, 1);
    kept.unshift(found);
    kept.length = Math.min(kept.length, most);
    return found;
  };
}

/** Of whom the same is told: a key with scopes has rights of its own, and a role's may change at any time. */
function sortOf({ actor, readOnly = false, isScoped = false }: Context): string {
  return JSON.stringify([actor.role, actor.rights ?? null, readOnly, isScoped]);
}

function describe(routes: readonly Route[], publicUrl: string): Described {
  const text = JSON.stringify(buildOpenApi(routes, publicUrl));
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
}
