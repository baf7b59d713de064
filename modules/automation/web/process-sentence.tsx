import { List, Text } from '@mantine/core';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { findField, type NamedField } from '../../../web/kit/data/named-field.ts';
import { toRecordValue } from '../../../web/kit/data/record-values.ts';
import { FieldValue } from '../../../web/kit/fields/field-value.tsx';
import { ReferenceLabel } from '../../../web/kit/fields/values/reference-label.tsx';
import { FilterWords } from '../../../web/kit/filter/filter-words.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import { PlainReferences } from '../../../web/kit/record-link.tsx';
import type { CalendarStart, Due, FieldValue as GivenValue, ProcessInput, Step, Whom } from '../contract/index.ts';
import { hourText } from './hour-text.ts';
import { shownTemplate } from './template-text.ts';

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

function StepWords({ noun, step }: { readonly noun: NounMetadata; readonly step: Step }) {
  const { t } = useTranslation('automation');
  const labels = useLabels();
  if (step.do === 'set') return <SetWords noun={noun} values={step.values} />;
  const text = shownTemplate(step.do === 'task' ? step.title : step.text, noun, labels);
  return (
    <>
      {t(`step.${step.do}`)} “{text}” · <WhomWords whom={step.for} />
      {step.do === 'task' && step.due && <DueWords due={step.due} />}
    </>
  );
}

function WhomWords({ whom }: { readonly whom: Whom }) {
  const { t } = useTranslation('automation');
  if (whom.who !== 'member') return <>{t(`whom.${whom.who}`)}</>;
  return <ReferenceLabel noun="member" reference={{ id: whom.member }} />;
}

function DueWords({ due: { count, unit } }: { readonly due: Due }) {
  const { t } = useTranslation('automation');
  return <> · {count === 0 ? t(`due.${unit}None`) : t(`due.${unit}`, { count })}</>;
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

interface SetWordsProps {
  readonly noun: NounMetadata;
  readonly values: readonly GivenValue[];
}

function SetWords({ noun, values }: SetWordsProps) {
  const { t } = useTranslation('automation');
  return (
    <>
      {t('step.set')}:{' '}
      {values.map((value, index) => (
        <span key={value.field}>
          {index > 0 && ', '}
          <ValueWords noun={noun} value={value} />
        </span>
      ))}
    </>
  );
}

interface ValueWordsProps {
  readonly noun: NounMetadata;
  readonly value: GivenValue;
}

function ValueWords({ noun, value }: ValueWordsProps) {
  const labels = useLabels();
  const field = findField(noun, value.field);
  if (!field) return <>{value.field}</>;
  return (
    <>
      {labels.field(noun.name, field)} = <Given noun={noun} field={field} value={value} />
    </>
  );
}

function Given({ noun, field, value }: ValueWordsProps & { readonly field: NamedField }) {
  const { t } = useTranslation('automation');
  const labels = useLabels();
  if ('from' in value) return <>{t(`from.${value.from}`)}</>;
  const given = value.value ?? null;
  if (given === null) return <>{t('from.nothing')}</>;
  if (typeof given === 'string' && given.includes('{{')) return <>{shownTemplate(given, noun, labels)}</>;
  return <FieldValue noun={noun} field={field} value={toRecordValue(field, given)} compact />;
}
