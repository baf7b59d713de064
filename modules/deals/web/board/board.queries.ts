import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Filter } from '../../../../shared/filter/filter.ts';
import { addressOf } from '../../../../web/client/address.ts';
import { recordKeys } from '../../../../web/kit/data/query-keys.ts';
import { request } from '../../../../web/shell/request.ts';
import type { BoardColumnSums } from '../../contract/board.api.ts';

interface BoardQuestion {
  readonly pipeline: string;
  readonly filter: Filter | undefined;
  readonly search: string | undefined;
}

/** Count and sums of every stage. Kept among the deals' counts, so that each change of a deal asks for them again. */
export function useBoardSums(question: BoardQuestion) {
  return useQuery({
    queryKey: [...recordKeys.counts('deal'), 'board', question],
    queryFn: ({ signal }) =>
      request<{ readonly stages: readonly BoardColumnSums[] }>(
        'GET',
        addressOf('/deals/board', {}, question),
        undefined,
        signal,
      ),
    placeholderData: keepPreviousData,
    select: ({ stages }) => new Map(stages.map((one) => [one.stage, one])),
  });
}
