import { assertMay } from '../../../server/access/access.ts';
import { noteFigures } from '../../../server/access-log/note-shown.ts';
import type { Context } from '../../../server/context.ts';
import { AppError } from '../../../shared/errors.ts';
import { checkFilter } from '../../../shared/filter/check.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { Territory } from '../../../shared/nouns/sharing.ts';
import type { TerritoryFigures } from '../contract/territory-figures.api.ts';
import { sumUnder } from './territory-figures.repository.ts';

/** What lies in each territory and below it, of the records the actor sees. Throws 404 `unknownNoun`, 403. */
export async function readTerritoryFigures(ctx: Context, name: string): Promise<TerritoryFigures> {
  const noun = ctx.registry.findNoun(name);
  if (!noun || noun.internal) throw new AppError(404, 'unknownNoun', { noun: name });
  assertMay(ctx, noun, 'read');
  const { territories } = ctx.registry.sharing;
  const filters = territories.map((territory) => filterOf(ctx, noun, territories, territory));
  const known = filters.flatMap((filter) => filter ?? []);
  const field = moneyOf(noun);
  const { each, outside } = await sumUnder(ctx, noun, known, field);
  noteFigures(ctx, noun, known.length + 1, { fields: field ? [field] : [], filter: { any: known } });
  const rest = [...each];
  const items = territories.map(({ id, name: called, parent }, place) => ({
    ...{ id, name: called, parent: territories.some((one) => one.id === parent) ? parent : null },
    figures: filters[place] ? (rest.shift() ?? null) : null,
  }));
  return { noun: noun.name, field, items, outside };
}

/** What lies in a territory or in one below it; null where nothing is said, or by a field that the actor may not ask by. */
function filterOf(ctx: Context, noun: Noun, all: readonly Territory[], territory: Territory): Filter | null {
  const inside = new Set([territory]);
  for (const { id } of inside) for (const child of all) if (child.parent === id) inside.add(child);
  const said = [...inside].flatMap(({ where }) => where[noun.name] ?? []);
  const mayAsk = said.every((filter) => checkFilter(filter, noun, ctx.registry.findNoun).length === 0);
  return said.length > 0 && mayAsk ? { any: said } : null;
}

function moneyOf({ fields }: Noun): string | null {
  const found = Object.entries<Field>(fields).find(([, field]) => field.kind === 'money' && !field.masked);
  return found ? found[0] : null;
}
