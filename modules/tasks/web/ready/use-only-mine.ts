import { useQuery } from '@tanstack/react-query';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { findField } from '../../../../web/kit/data/named-field.ts';
import type { ListSearch } from '../../../../web/kit/list/list-search.ts';
import { viewsQuery } from '../../../../web/kit/views/views.queries.ts';
import { useSession } from '../../../../web/shell/session.ts';
import { mine } from './ready-views.ts';

const narrowed: { readonly implied: ListSearch } = { implied: { filter: mine } };

/** What the plain list of tasks begins with: one's own, unless the person chose everybody's, on whichever device. */
export function useOnlyMine(): { readonly implied?: ListSearch } {
  const noun = useNoun('task');
  const hasOwners = useHasOwners(noun);
  const isChosen = useQuery(viewsQuery('task')).data?.mine.onlyMine ?? true;
  return hasOwners && isChosen ? narrowed : {};
}

/** Whether tasks are somebody's; of whoever works alone all are. */
export function useHasOwners(noun: NounMetadata | null | undefined): boolean {
  const isAlone = useSession()?.alone ?? false;
  return !isAlone && Boolean(noun && findField(noun, 'owner'));
}
