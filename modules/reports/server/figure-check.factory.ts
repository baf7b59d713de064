import { expect } from 'vitest';
import type { Context } from '../../../server/context.ts';
import { checkedFilter } from '../../../server/records/checked-filter.ts';
import { countRecords } from '../../../server/records/list.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { deal } from '../../deals/contract/index.ts';
import type { PipelineReport } from '../contract/pipeline-report.api.ts';

interface Figure {
  /** Where in the report it stands. */
  readonly at: string;
  readonly count: number;
  readonly filter: Filter;
}

/** Every figure of the report with the filter that is to list its deals. */
export function listFigures(report: PipelineReport): readonly Figure[] {
  return collect(report, 'report');
}

/** Asks the list of deals, as the same actor, about every figure: it must find as many. Answers how many were asked. */
export async function expectFiguresToListTheirDeals(ctx: Context, report: PipelineReport): Promise<number> {
  const figures = listFigures(report);
  const listed: string[] = [];
  for (const { at, filter } of figures) {
    const { count } = await countRecords(ctx, deal, { filter: checkedFilter(ctx, deal, filter) });
    listed.push(`${at}: ${count}`);
  }
  expect(listed).toEqual(figures.map(({ at, count }) => `${at}: ${count}`));
  return figures.length;
}

interface Node {
  readonly filter?: Filter;
  readonly count?: number;
  readonly won?: { readonly count: number };
  readonly lost?: { readonly count: number };
  readonly winRate?: { readonly filter: Filter };
}

function collect(value: unknown, at: string): Figure[] {
  if (typeof value !== 'object' || value === null) return [];
  const { filter, count, won, lost, winRate } = value as Node;
  const own = filter && count !== undefined ? [{ at, count, filter }] : [];
  const rate =
    winRate && won && lost ? [{ at: `${at}.winRate`, count: won.count + lost.count, filter: winRate.filter }] : [];
  const inner = Object.entries(value).filter(([name]) => name !== 'filter');
  return [...own, ...rate, ...inner.flatMap(([name, one]) => collect(one, `${at}.${name}`))];
}
