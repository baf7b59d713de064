import { z } from 'zod';
import type { Endpoint } from '../../shared/contract/endpoint.ts';
import { AppError } from '../../shared/errors.ts';
import { text } from '../../shared/nouns/field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { Context } from '../context.ts';
import type { Route } from '../http/route.ts';
import { routesLike } from './record-routes.ts';

/** Stands for the noun that the address names: what it has besides the system's fields begins with `x`, but for these. */
const anyOwnNoun: Noun = {
  name: 'workspaceRecord',
  plural: 'x-{plural}',
  title: 'name',
  icon: 'folder',
  rights: 'work',
  duplicates: ['name'],
  fields: { name: text({ required: true, maxLength: 300 }), owner: { kind: 'member' } },
};

const plural = z.string().max(100);

/**
 * The REST routes of the nouns that workspaces add, `/x-…`: the same verbs as a declared noun's, resolved in the registry of
 * the workspace that asks. Whatever begins with `x-` is theirs alone, so no route of a module is ever shadowed.
 */
export const workspaceNounRoutes: readonly Route[] = routesLike(anyOwnNoun, (ctx, params) =>
  ownNoun(ctx, (params as { plural: string }).plural),
).map((route) => ({ ...route, endpoint: withPlural(route.endpoint) }));

function ownNoun({ registry }: Context, named: string): Noun {
  const noun = registry.findNounByPlural(`x-${named}`);
  if (!noun?.custom) throw new AppError(404, 'unknownNoun', { noun: `x-${named}` });
  return noun;
}

function withPlural(endpoint: Endpoint): Endpoint {
  const { shape } = (endpoint.params ?? z.strictObject({})) as z.ZodObject;
  const verb = endpoint.name.split('.')[1];
  return {
    ...endpoint,
    name: `workspaceRecords.${verb}`,
    summary: `${endpoint.summary.replace(/x-\{plural\}|workspaceRecord/, (word) => (word === 'workspaceRecord' ? 'record' : 'records'))} of a noun of the workspace's own`,
    params: z.strictObject({ plural, ...shape }),
    errors: [...new Set(['unknownNoun', ...(endpoint.errors ?? [])])],
  };
}
