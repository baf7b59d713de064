import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { addressOf } from '../../../web/client/address.ts';
import { request } from '../../../web/shell/request.ts';
import type { PipelineReport } from '../contract/pipeline-report.api.ts';
import type { ReportSearch } from './report-search.ts';

/** The report's figures; while another question is asked, those of the one before. */
export function usePipelineReport(question: Omit<ReportSearch, 'period'>) {
  return useQuery({
    queryKey: ['reports', 'pipeline', question],
    queryFn: ({ signal }) =>
      request<PipelineReport>('GET', addressOf('/reports/pipeline', {}, question), undefined, signal),
    placeholderData: keepPreviousData,
    meta: { nouns: ['deal', 'stage'] },
  });
}
