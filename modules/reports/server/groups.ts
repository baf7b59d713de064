import type { Context } from '../../../server/context.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { compareAmounts } from '../../../shared/money/amount.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { ReportGroup } from '../contract/pipeline-report.api.ts';
import type { ReportScope } from './deal-filters.ts';
import { type Figuring, groupFigures } from './figures.ts';
import { referenceTo } from './funnel.ts';
import { groupBy } from './group-by.ts';
import type { Cell } from './report-cells.repository.ts';
import { listNames, listTeamsOf } from './report-names.repository.ts';

/** The figures of the deals that share an owner, a team, a product or a category; `of` is null for those without. */
export type Group = ReportGroup & { readonly of: { id: string; label?: string } | null };

/** A group for each value, a record of `noun` or an option where there is none: the one that won the most first, deals without one last. */
export async function buildGroups(
  ctx: Context,
  cells: readonly Cell[],
  noun: Noun | null,
  conditionOf: (key: string | null) => Filter,
  scope: ReportScope,
  by: Figuring,
): Promise<Group[]> {
  const byKey = groupBy(cells, ({ key }) => key);
  const keys = [...byKey.keys()].filter((key) => key !== null);
  const names = noun ? await listNames(ctx, noun, keys) : new Map<string, string>();
  const groups = [...byKey].map(([key, own]) => ({
    of: key === null ? null : referenceTo(key, names.get(key)),
    ...groupFigures(own, scope, conditionOf(key), by),
  }));
  return groups.toSorted((one, other) => Number(one.of === null) - Number(other.of === null) || byWon(one, other));
}

/** The sums by owner as sums by the owners' teams. */
export async function cellsByTeam(ctx: Context, owners: readonly Cell[]): Promise<Cell[]> {
  const teams = await listTeamsOf(ctx, [...new Set(owners.flatMap(({ key }) => key ?? []))]);
  return owners.map((cell) => ({ ...cell, key: teams.get(cell.key ?? '') ?? null }));
}

function byWon(one: Group, other: Group): number {
  return compareAmounts(other.won.value.amount, one.won.value.amount) || other.won.count - one.won.count;
}
