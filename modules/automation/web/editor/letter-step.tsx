import { Select } from '@mantine/core';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { findField } from '../../../../web/kit/data/named-field.ts';
import { RelationPicker } from '../../../../web/kit/form/relation-picker.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import type { LetterTo, StepOf } from '../../contract/index.ts';
import { readersIn } from './draft.ts';
import type { StepEditorProps } from './step-editor-props.ts';
import { TemplateInput } from './template-input.tsx';

const members: readonly LetterTo[] = [
  { who: 'owner' },
  { who: 'head' },
  { who: 'starter' },
  { who: 'member', member: '' },
];

/** To whom a letter goes, what it says and what for. */
export function LetterStep({ noun, step, errors, onChange }: StepEditorProps<StepOf<'letter'>>) {
  const { t } = useTranslation('automation');
  const labels = useLabels();
  const { to } = step;
  const isClient = to.who === 'record' || to.who === 'pointed';
  const choices = [...readersIn(noun), ...members];
  const nameOf = (one: LetterTo): string => {
    if (one.who === 'record') return t('letter.record');
    if (one.who !== 'pointed') return t(`whom.${one.who}`);
    const field = findField(noun, one.field);
    return t('letter.pointed', { field: field ? labels.field(noun.name, field) : one.field });
  };
  return (
    <>
      <Select
        label={t('letter.to')}
        allowDeselect={false}
        data={choices.map((one) => ({ value: keyOf(one), label: nameOf(one) }))}
        error={errors['to.who'] ?? errors['to.field']}
        value={keyOf(to)}
        onChange={(key) => {
          const found = choices.find((one) => keyOf(one) === key);
          if (found) onChange({ ...step, to: found });
        }}
      />
      {to.who === 'member' && (
        <RelationPicker
          noun="member"
          ariaLabel={t('whom.member')}
          error={errors['to.member']}
          filter={{ field: 'active', op: 'is', value: true }}
          value={to.member ? { id: to.member } : null}
          onChange={(chosen) => onChange({ ...step, to: { who: 'member', member: chosen?.id ?? '' } })}
        />
      )}
      <TemplateInput
        noun={noun}
        label={t('letter.subject')}
        required
        maxLength={300}
        value={step.subject}
        error={errors.subject}
        onChange={(subject) => onChange({ ...step, subject })}
      />
      <TemplateInput
        noun={noun}
        label={t('letter.text')}
        required
        lines
        maxLength={10_000}
        value={step.text}
        error={errors.text}
        onChange={(text) => onChange({ ...step, text })}
      />
      {isClient && (
        <Select
          label={t('letter.purpose')}
          description={t('letter.purposeHint')}
          allowDeselect={false}
          data={(['service', 'marketing'] as const).map((value) => ({ value, label: t(`letter.${value}`) }))}
          error={errors.purpose}
          value={step.purpose}
          onChange={(purpose) => purpose && onChange({ ...step, purpose: purpose as 'service' | 'marketing' })}
        />
      )}
    </>
  );
}

function keyOf(to: LetterTo): string {
  return to.who === 'pointed' ? `pointed ${to.field}` : to.who;
}
