import { Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { findField } from '../../../../web/kit/data/named-field.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import type { Due, StepOf } from '../../contract/index.ts';
import { LetterStep } from './letter-step.tsx';
import { RecordStep } from './record-step.tsx';
import { StepConditionInput, withCondition } from './step-condition.tsx';
import type { StepEditorProps } from './step-editor-props.ts';
import { TemplateInput } from './template-input.tsx';
import { ValueList } from './value-list.tsx';
import { WaitStep } from './wait-step.tsx';
import { WebhookStep } from './webhook-step.tsx';
import { WhomInput } from './whom-input.tsx';

/** One step of a process, by what it does. */
export function StepEditor({ step, errors, canElse, ...props }: StepEditorProps & { readonly canElse: boolean }) {
  return (
    <Stack gap="sm">
      {errors.do && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {errors.do}
        </Text>
      )}
      <StepConditionInput
        noun={props.noun}
        only={step.only}
        canElse={canElse}
        errors={errors}
        onChange={(only) => props.onChange(withCondition(step, only))}
      />
      {step.do === 'task' && <TaskStep {...props} step={step} errors={errors} />}
      {step.do === 'notice' && <NoticeStep {...props} step={step} errors={errors} />}
      {step.do === 'set' && (
        <ValueList
          noun={props.noun}
          about={props.noun}
          values={step.values}
          errors={errors}
          onChange={(values) => props.onChange({ ...step, values })}
        />
      )}
      {step.do === 'letter' && <LetterStep {...props} step={step} errors={errors} />}
      {step.do === 'record' && <RecordStep {...props} step={step} errors={errors} />}
      {step.do === 'webhook' && <WebhookStep {...props} step={step} errors={errors} />}
      {step.do === 'wait' && <WaitStep {...props} step={step} errors={errors} />}
    </Stack>
  );
}

function TaskStep({ noun, step, errors, onChange }: StepEditorProps<StepOf<'task'>>) {
  const { t } = useTranslation('automation');
  return (
    <>
      <TemplateInput
        noun={noun}
        label={t('taskTitle')}
        required
        maxLength={300}
        value={step.title}
        error={errors.title}
        onChange={(title) => onChange({ ...step, title })}
      />
      <Group grow align="flex-start">
        <TaskKind value={step.kind} error={errors.kind} onChange={(kind) => onChange({ ...step, kind })} />
        <WhomInput
          label={t('whomLabel')}
          value={step.for}
          errors={errors}
          onChange={(whom) => onChange({ ...step, for: whom })}
        />
      </Group>
      <DueInput value={step.due} onChange={(due) => onChange({ ...step, due })} />
      <TemplateInput
        noun={noun}
        label={t('taskDescription')}
        lines
        maxLength={2_000}
        value={step.description}
        error={errors.description}
        onChange={(description) => onChange({ ...step, description })}
      />
    </>
  );
}

function NoticeStep({ noun, step, errors, onChange }: StepEditorProps<StepOf<'notice'>>) {
  const { t } = useTranslation('automation');
  return (
    <>
      <TemplateInput
        noun={noun}
        label={t('noticeText')}
        required
        maxLength={300}
        value={step.text}
        error={errors.text}
        onChange={(text) => onChange({ ...step, text })}
      />
      <WhomInput
        label={t('whomLabel')}
        value={step.for}
        errors={errors}
        onChange={(whom) => onChange({ ...step, for: whom })}
      />
    </>
  );
}

interface TaskKindProps {
  readonly value: string | null;
  readonly error: string | undefined;
  readonly onChange: (kind: string | null) => void;
}

/** The kinds of tasks the workspace has. */
function TaskKind({ value, error, onChange }: TaskKindProps) {
  const { t } = useTranslation('automation');
  const labels = useLabels();
  const task = useNoun('task');
  const kind = task ? findField(task, 'kind') : null;
  const options = kind?.kind === 'choice' ? kind.options.filter(({ retired }) => !retired) : [];
  return (
    <Select
      label={t('taskKind')}
      allowDeselect={false}
      data={options.map((option) => ({
        value: option.value,
        label: kind ? labels.option('task', kind, option.value) : '',
      }))}
      error={error}
      value={value ?? 'task'}
      onChange={onChange}
    />
  );
}

interface DueInputProps {
  readonly value: Due | null;
  readonly onChange: (due: Due | null) => void;
}

function DueInput({ value, onChange }: DueInputProps) {
  const { t } = useTranslation('automation');
  const count = value?.count ?? 1;
  return (
    <Group align="flex-end" grow>
      <Select
        label={t('dueLabel')}
        allowDeselect={false}
        data={['workingDays', 'days', 'none'].map((unit) => ({ value: unit, label: t(`dueIn.${unit}`) }))}
        value={value?.unit ?? 'none'}
        onChange={(unit) => onChange(unit === 'days' || unit === 'workingDays' ? { count, unit } : null)}
      />
      {value && (
        <NumberInput
          label={t('dueCount')}
          min={0}
          max={3_650}
          allowDecimal={false}
          value={value.count}
          onChange={(days) => onChange({ ...value, count: Number(days) || 0 })}
        />
      )}
    </Group>
  );
}
