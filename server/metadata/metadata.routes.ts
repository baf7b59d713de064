import { getMetadata } from '../../shared/contract/metadata.api.ts';
import type { NounMetadata, NounRights } from '../../shared/nouns/metadata.ts';
import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import { rightsOf } from '../access/access.ts';
import type { Context } from '../context.ts';
import { defineRoute } from '../http/route.ts';
import { layoutsFor } from './layout.repository.ts';

/** What there is and what the actor may do with it: all that a client needs to draw lists, cards and forms. */
export const metadataRoutes = [
  defineRoute(getMetadata, 'signedIn', async (ctx) => ({
    nouns: ctx.registry.nouns.map((noun) => describe(ctx, noun)).filter((noun) => noun.may.read),
  })),
];

function describe(ctx: Context, noun: Noun): NounMetadata {
  const fields = Object.entries(allFields(noun)).map(([name, field]) => ({ name, ...field }));
  const may = rightsOf(ctx, noun);
  // How the tables are indexed is nobody's business.
  const { lookups: _, ...told } = noun;
  const layouts = layoutsFor(ctx.registry.layouts, noun.name, ctx.actor.role);
  const shown = layouts.length > 0 ? { ...told, layouts } : told;
  return { ...shown, fields, may: offered(ctx, noun, may) };
}

/** What a page may offer: nothing but reading to an owner who sees as somebody else, as nothing else would be done. */
function offered({ seenBy }: Context, noun: Noun, may: NounRights): NounRights {
  if (seenBy) return { ...nothing, read: may.read };
  return noun.internal ? { ...may, create: false, update: false, delete: false } : may;
}

const nothing: NounRights = {
  ...{ read: false, create: false, update: false, delete: false, restore: false, merge: false, share: false },
  ...{ bulk: false, import: false, export: false, configure: false },
};
