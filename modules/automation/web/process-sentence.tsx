import { List, Text } from '@mantine/core';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import { FilterWords } from '../../../web/kit/filter/filter-words.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import { PlainReferences } from '../../../web/kit/record-link.tsx';
import type { CalendarStart, ProcessInput } from '../contract/index.ts';
import { hourText } from './hour-text.ts';
import { StepWords } from './step-words.tsx';

interface ProcessSentenceProps {
  readonly process: Pick<ProcessInput, 'noun' | 'start' | 'filter' | 'steps'>;
}

/** What a process does, as a person would say it: when, only if, and then step by step. */
export function ProcessSentence({ process: { noun: name, start, filter, steps } }: ProcessSentenceProps) {
  const { t } = useTranslation('automation');
  const labels = useLabels();
  const noun = useNoun(name);
  if (!noun) return noun === null ? <Text size="sm">{t('nounGone')}</Text> : null;
  return (
    <PlainReferences>
      <Text size="sm" component="div">
        {labels.nouns(name)}:{' '}
        {start.on === 'date' ? <CalendarWords noun={noun} start={start} /> : t(`start.${start.on}`)}
        {start.on === 'matches' && (
          <>
            {': '}
            <FilterWords noun={noun} filter={start.filter} />
          </>
        )}
        {filter && (
          <>
            {'; '}
            {t('onlyIf')} <FilterWords noun={noun} filter={filter} />
          </>
        )}
      </Text>
      <List type="ordered" size="sm" withPadding>
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two like steps differ in nothing but their place
          <List.Item key={index}>
            <StepWords noun={noun} step={step} />
          </List.Item>
        ))}
      </List>
    </PlainReferences>
  );
}

function CalendarWords({ noun, start }: { readonly noun: NounMetadata; readonly start: CalendarStart }) {
  const { t } = useTranslation('automation');
  const labels = useLabels();
  const { field: name, count, unit, side, hour } = start;
  const found = findField(noun, name);
  const told = { field: found ? labels.field(noun.name, found) : name, time: hourText(hour), count };
  if (count === 0) return <>{t(`calendar.on.${unit}`, told)}</>;
  return <>{t(`calendar.${unit}.${side}`, told)}</>;
}
