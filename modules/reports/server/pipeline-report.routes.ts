import { defineRoute } from '../../../server/http/route.ts';
import { checkedFilter } from '../../../server/records/checked-filter.ts';
import { deal } from '../../deals/contract/index.ts';
import { getPipelineReport } from '../contract/pipeline-report.api.ts';
import { reportPipeline } from './pipeline-report.service.ts';

/** Whoever may read deals may see figures about the deals they may read: the service holds to it. */
export const pipelineReportRoutes = [
  defineRoute(getPipelineReport, 'signedIn', (ctx, { query: { groupBy, category, filter, ...scope } }) =>
    reportPipeline(ctx, { ...scope, filter: checkedFilter(ctx, deal, filter) }, groupBy, category),
  ),
];
