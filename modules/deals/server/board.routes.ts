import { assertMay } from '../../../server/access/access.ts';
import { noteFigures } from '../../../server/access-log/note-shown.ts';
import type { Context } from '../../../server/context.ts';
import { defineRoute, type Route } from '../../../server/http/route.ts';
import { checkedFilter } from '../../../server/records/checked-filter.ts';
import { getRecordText } from '../../../server/records/read.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { type BoardColumnSums, getBoardSums } from '../contract/board.api.ts';
import { deal, pipeline } from '../contract/index.ts';
import { listStageSums, type StageSumRow } from './board.repository.ts';

export const boardRoutes: readonly Route[] = [
  defineRoute(getBoardSums, 'signedIn', async (ctx, { query }) => {
    const filter = checkedFilter(ctx, deal, query.filter);
    return { stages: await sumBoard(ctx, query.pipeline, { filter, search: query.search }) };
  }),
];

/** Beyond so many deals a column says "more than": nobody reads it card by card, and the work stays small. */
export const boardLimit = 20_000;

interface BoardQuestion {
  readonly filter?: Filter | undefined;
  readonly search?: string | undefined;
  /** Deals of a stage that are counted. */
  readonly most?: number;
}

/** What stands in each stage of the pipeline. Throws 403 without any right to deals, 404 for a pipeline that is not there. */
export async function sumBoard(
  ctx: Context,
  pipelineId: string,
  { filter, search, most = boardLimit }: BoardQuestion = {},
): Promise<readonly BoardColumnSums[]> {
  assertMay(ctx, deal, 'read');
  await getRecordText(ctx, pipeline, pipelineId, { fields: [] });
  const filters = [...(filter ? [filter] : []), ...(search ? [{ search }] : [])];
  const rows = await listStageSums(ctx, pipelineId, filters, most);
  const stages = new Set(rows.map((row) => row.stage));
  noteFigures(ctx, ctx.registry.getNoun(deal.name), stages.size, { fields: ['stage', 'amount'], filter, search });
  return [...stages].map((stage) =>
    toColumn(
      stage,
      rows.filter((row) => row.stage === stage),
      most,
    ),
  );
}

function toColumn(stage: string, rows: readonly StageSumRow[], most: number): BoardColumnSums {
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  if (count > most) return { stage, count: most, capped: true, sums: [] };
  const sums = rows.flatMap(({ currency, amount }) => (currency && amount ? [{ currency, amount }] : []));
  return { stage, count, capped: false, sums };
}
