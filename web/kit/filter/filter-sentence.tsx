import { Text } from '@mantine/core';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useLabels } from '../labels.ts';
import { FilterWords } from './filter-words.tsx';

interface FilterSentenceProps {
  readonly noun: NounMetadata;
  readonly filter: Filter;
}

/** A filter as one sentence: "Deals where Amount is at least 1,000 and Owner is me." */
export function FilterSentence({ noun, filter }: FilterSentenceProps) {
  const { t } = useTranslation('views');
  const labels = useLabels();
  return (
    <Text size="sm" c="dimmed">
      {t('sentence.start', { nouns: labels.nouns(noun.name) })} <FilterWords noun={noun} filter={filter} />.
    </Text>
  );
}
