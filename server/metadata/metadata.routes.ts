import type { Appearance } from '../../shared/appearance/appearance.ts';
import { navigationOf } from '../../shared/appearance/navigation.ts';
import { paletteOf } from '../../shared/appearance/palette.ts';
import { getMetadata } from '../../shared/contract/metadata.api.ts';
import type { NounMetadata, NounRights } from '../../shared/nouns/metadata.ts';
import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import { rightsOf } from '../access/access.ts';
import type { Context } from '../context.ts';
import { defineRoute } from '../http/route.ts';
import { findOwnAppearance } from './appearance.repository.ts';
import { layoutsFor } from './layout.repository.ts';
import { literal, quote, tableOf } from './names.ts';

/** What there is and what the actor may do with it: all that a client needs to draw lists, cards and forms. */
export const metadataRoutes = [
  defineRoute(getMetadata, 'signedIn', async (ctx) => {
    const used = await listUsed(ctx);
    const nouns = ctx.registry.nouns
      .map((noun) => (used.has(noun.name) ? { ...describe(ctx, noun), isUsed: true as const } : describe(ctx, noun)))
      .filter((noun) => noun.may.read);
    const inUse = ctx.registry.modules.map(({ name }) => name).filter((name) => used.has(moduleKey(name)));
    const appearance = await appearanceFor(ctx);
    return {
      nouns,
      ...(inUse.length > 0 ? { inUse } : {}),
      ...(Object.keys(appearance).length > 0 ? { appearance } : {}),
    };
  }),
];

/** How the workspace looks to the actor: as it is arranged for their role, and as they want it themselves. */
async function appearanceFor({ db, actor, registry }: Context): Promise<Appearance> {
  const own = actor.memberId ? await findOwnAppearance(db, actor.memberId) : null;
  const parts = registry.appearance.map((one): Appearance => {
    if (one.part === 'brand') {
      const { accent, logo } = one.definition;
      return { brand: { ...(accent ? { palette: paletteOf(accent) } : {}), ...(logo ? { logo } : {}) } };
    }
    const { groups = [], hiddenFor = {} } = one.definition;
    return { navigation: navigationOf({ groups, hiddenFor }, actor.role) };
  });
  return Object.assign({}, ...parts, own && Object.keys(own).length > 0 ? { own } : {});
}

/** No noun is called so. */
const moduleKey = (name: string) => `module ${name}`;

/** Of the nouns that not every workspace has, those of which there are records; and the modules that are in use besides. */
async function listUsed({ db, registry, actor }: Context): Promise<ReadonlySet<string>> {
  const found = [
    ...registry.nouns
      .filter(({ isOptional }) => isOptional)
      .map((noun) => [noun.name, `exists (select from ${quote(tableOf(noun))} where deleted_at is null)`]),
    ...registry.modules.flatMap(({ name, inUse }) => (inUse ? [[moduleKey(name), inUse]] : [])),
  ].map(([name = '', condition]) => `select ${literal(name)} as name from who where ${condition}`);
  if (found.length === 0) return new Set();
  const rows = await db.query<{ name: string }>({
    text: `with who as (select $1::uuid as member) ${found.join(' union all ')}`,
    values: [actor.memberId],
  });
  return new Set(rows.map(({ name }) => name));
}

function describe(ctx: Context, noun: Noun): NounMetadata {
  const fields = Object.entries(allFields(noun)).map(([name, field]) => ({ name, ...field }));
  const may = rightsOf(ctx, noun);
  // How the tables are indexed is nobody's business.
  const { lookups: _, ...told } = noun;
  const layouts = layoutsFor(ctx.registry.layouts, noun.name, rolesOf(ctx));
  const shown = layouts.length > 0 ? { ...told, layouts } : told;
  return { ...shown, fields, may: offered(ctx, noun, may) };
}

/** Whoever has several: their own first. */
function rolesOf({ actor: { rights, role } }: Context): readonly string[] {
  const parts = rights ? (rights.of ?? [rights]) : [];
  return [...parts.flatMap(({ id }) => id ?? []), role];
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
