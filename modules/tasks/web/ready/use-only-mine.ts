import { useQuery } from '@tanstack/react-query';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { findField } from '../../../../web/kit/data/named-field.ts';
import type { ListSearch } from '../../../../web/kit/list/list-search.ts';
import { viewsQuery } from '../../../../web/kit/views/views.queries.ts';
import { useSession } from '../../../../web/shell/session.ts';
import { mine } from './ready-views.ts';

const narrowed: { readonly implied: ListSearch } = { implied: { filter: mine } };

/**
 * What the plain list of tasks begins with: one's own, unless the person chose everybody's, on whichever device; and what the
 * switch above it tells.
 */
export function useOnlyMine(): { readonly implied?: ListSearch; readonly told?: Filter } {
  const noun = useNoun('task');
  const hasOwners = useHasOwners(noun);
  const isChosen = useQuery(viewsQuery('task')).data?.mine.onlyMine ?? true;
  return { ...(hasOwners && isChosen ? narrowed : {}), ...(hasOwners && hasReadyBar(noun) ? { told: mine } : {}) };
}

/** Whether what the ready views ask for is known to the reader. */
export function hasReadyBar(noun: NounMetadata | null | undefined): noun is NounMetadata {
  return noun?.may.read === true && ['done', 'dueAt'].every((name) => findField(noun, name));
}

/** Whether tasks are somebody's; of whoever works alone all are. */
export function useHasOwners(noun: NounMetadata | null | undefined): boolean {
  const isAlone = useSession()?.alone ?? false;
  return !isAlone && Boolean(noun && findField(noun, 'owner'));
}
