import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useMetadata } from '../../../../web/kit/data/metadata.ts';
import { useLabels } from '../../../../web/kit/labels.ts';

/** The nouns whose records a process of this person may be about, by their names. */
export function useSubjects(): readonly NounMetadata[] {
  const labels = useLabels();
  const nouns = useMetadata().data?.nouns ?? [];
  return nouns
    .filter(({ internal, retired, may }) => !internal && !retired && may.configure)
    .sort((one, other) => labels.nouns(one.name).localeCompare(labels.nouns(other.name)));
}
