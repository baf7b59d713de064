import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { Money } from '../../../../shared/nouns/value.ts';
import { type AggregateGroup, useAggregate } from '../../../../web/kit/data/aggregate.ts';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { addUp } from './add-up.ts';

/** What some companies of a holding come to, of what one may see. */
export interface Figures {
  readonly open: number;
  /** An amount for each currency, never added to one another. */
  readonly won: readonly Money[];
  readonly people: number;
}

/** Deals and people by company, as everybody may count them: what one may not see is in no sum. */
export function useHoldingFigures(ids: readonly string[]) {
  const filter: Filter = { field: 'company', op: 'isAnyOf', value: ids };
  const deals = useFigures('deal', ids.length > 1, {
    group: [{ field: 'company' }, { field: 'status' }],
    measures: [{ op: 'count' }, { op: 'sum', field: 'amount' }],
    ...{ filter, limit: 1000 },
  });
  const people = useFigures('person', ids.length > 1, {
    group: [{ field: 'company' }],
    measures: [{ op: 'count' }],
    ...{ filter, limit: 1000 },
  });
  return { of: (wanted: readonly string[]) => addUp(wanted, deals, people) };
}

function useFigures(
  name: string,
  enabled: boolean,
  question: Parameters<typeof useAggregate>[1],
): readonly AggregateGroup[] {
  const noun = useNoun(name);
  const { data } = useAggregate((noun ?? { name }) as NounMetadata, question, enabled && Boolean(noun));
  return data?.groups ?? [];
}
