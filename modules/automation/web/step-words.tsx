import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { findField, type NamedField } from '../../../web/kit/data/named-field.ts';
import { toRecordValue } from '../../../web/kit/data/record-values.ts';
import { FieldValue } from '../../../web/kit/fields/field-value.tsx';
import { ReferenceLabel } from '../../../web/kit/fields/values/reference-label.tsx';
import { FilterWords } from '../../../web/kit/filter/filter-words.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import type { Due, FieldValue as GivenValue, LetterTo, Step, StepOf, Whom } from '../contract/index.ts';
import { shownTemplate } from './template-text.ts';
import { useWebhooks } from './webhooks.queries.ts';

interface StepWordsProps {
  readonly noun: NounMetadata;
  readonly step: Step;
}

/** What a step does, and for which records. */
export function StepWords({ noun, step }: StepWordsProps) {
  const { t } = useTranslation('automation');
  const { only } = step;
  return (
    <>
      {only?.is === 'else' && `${t('condition.otherwise')}: `}
      {only?.is === 'if' && (
        <>
          {t('onlyIf')} <FilterWords noun={noun} filter={only.filter} />
          {': '}
        </>
      )}
      <Deed noun={noun} step={step} />
    </>
  );
}

function Deed({ noun, step }: StepWordsProps) {
  const { t } = useTranslation('automation');
  const format = useFormat();
  const labels = useLabels();
  switch (step.do) {
    case 'set':
      return (
        <>
          {t('step.set')}: <SetWords noun={noun} values={step.values} />
        </>
      );
    case 'wait':
      return <>{t(`wait.${step.unit}`, { count: step.count })}</>;
    case 'webhook':
      return <WebhookWords webhook={step.webhook} />;
    case 'record':
      return <RecordWords step={step} />;
    case 'letter':
      return (
        <>
          {t('step.letter')} {format.quote(shownTemplate(step.subject, noun, labels))} ·{' '}
          <ToWords noun={noun} to={step.to} />
        </>
      );
    default:
      return (
        <>
          {t(`step.${step.do}`)}{' '}
          {format.quote(shownTemplate(step.do === 'task' ? step.title : step.text, noun, labels))} ·{' '}
          <WhomWords whom={step.for} />
          {step.do === 'task' && step.due && <DueWords due={step.due} />}
        </>
      );
  }
}

function WebhookWords({ webhook }: { readonly webhook: string }) {
  const { t } = useTranslation('automation');
  const format = useFormat();
  const found = useWebhooks().data?.find(({ id }) => id === webhook);
  return (
    <>
      {t('step.webhook')}
      {found && ` ${format.quote(found.name)}`}
    </>
  );
}

function RecordWords({ step }: { readonly step: StepOf<'record'> }) {
  const { t } = useTranslation('automation');
  const labels = useLabels();
  const target = useNoun(step.noun);
  return (
    <>
      {t('step.record')}: {target ? labels.noun(target.name) : step.noun}
      {target && step.values.length > 0 && (
        <>
          {' · '}
          <SetWords noun={target} values={step.values} />
        </>
      )}
    </>
  );
}

function ToWords({ noun, to }: { readonly noun: NounMetadata; readonly to: LetterTo }) {
  const { t } = useTranslation('automation');
  const labels = useLabels();
  if (to.who === 'record') return <>{t('letter.record')}</>;
  if (to.who !== 'pointed') return <WhomWords whom={to} />;
  const field = findField(noun, to.field);
  return <>{t('letter.pointed', { field: field ? labels.field(noun.name, field) : to.field })}</>;
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

interface SetWordsProps {
  readonly noun: NounMetadata;
  readonly values: readonly GivenValue[];
}

function SetWords({ noun, values }: SetWordsProps) {
  return (
    <>
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
