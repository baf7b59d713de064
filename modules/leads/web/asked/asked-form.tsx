import { Button, Chip, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { problemFields } from '../../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { findField } from '../../../../web/kit/data/named-field.ts';
import { isEmptyValue } from '../../../../web/kit/data/record-values.ts';
import FieldInput from '../../../../web/kit/fields/inputs/field-input.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { FormProblem } from '../../../../web/shell/form-problem.tsx';
import { type Occasion, occasions, type Taken } from '../../contract/asked.api.ts';
import { useAsked } from './use-asked.ts';

type Values = Readonly<Record<string, unknown>>;

interface AskedFormProps {
  readonly lead: NounMetadata;
  readonly task: NounMetadata;
  readonly onTaken: (taken: Taken, another: boolean) => void;
}

/** Who, what they want, how they came, and what is next. */
export function AskedForm({ lead, task, onTaken }: AskedFormProps) {
  const { t } = useTranslation('leads');
  const [occasion, setOccasion] = useState<Occasion>('phone');
  const [values, setValues] = useState<Values>({});
  const [step, setStep] = useState<Values>({});
  const { mutate, isPending, error } = useAsked();
  const another = useRef(false);
  const faults = problemFields(error, t);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = filled(values);
    const next = filled(step);
    const nextStep = Object.keys(next).length > 0 ? next : null;
    mutate({ occasion, lead: given, nextStep }, { onSuccess: (taken) => onTaken(taken, another.current) });
  };
  const part = { faults, values, onChange: setValues };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <FormProblem error={error} />
        <Chip.Group value={occasion} onChange={(chosen) => setOccasion(chosen as Occasion)}>
          <Group gap="xs" role="radiogroup" aria-label={t('asked.occasion')}>
            {occasions.map((one) => (
              <Chip key={one} value={one}>
                {t(`asked.occasions.${one}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        {['contact', 'companyName', 'phones', 'emails', 'interest', 'campaign', 'channel'].map((name, index) => (
          <Part key={name} noun={lead} name={name} path="lead" autoFocus={index === 0} {...part} />
        ))}
        <TextInput
          label={t('asked.nextStep')}
          placeholder={t('asked.nextStepHint')}
          value={String(step.title ?? '')}
          error={faults['nextStep.title']}
          onChange={(event) => setStep({ ...step, title: event.currentTarget.value })}
        />
        <Part noun={task} name="dueAt" path="nextStep" faults={faults} values={step} onChange={setStep} />
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={isPending} onClick={() => (another.current = true)}>
            {t('asked.another')}
          </Button>
          <Button type="submit" loading={isPending} onClick={() => (another.current = false)}>
            {t('asked.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface PartProps {
  readonly noun: NounMetadata;
  readonly name: string;
  /** Where the server speaks of it. */
  readonly path: string;
  /** What is wrong, by its place. */
  readonly faults: Readonly<Record<string, string>>;
  readonly values: Values;
  readonly onChange: (values: Values) => void;
  readonly autoFocus?: boolean;
}

/** Nothing where the field is closed to the person. */
function Part({ noun, name, path, faults, values, onChange, autoFocus = false }: PartProps) {
  const labels = useLabels();
  const field = findField(noun, name);
  if (!field || field.readOnly) return null;
  return (
    <FieldInput
      noun={noun}
      field={field}
      label={labels.field(noun.name, field)}
      value={values[name]}
      error={faultAt(faults, `${path}.${name}`)}
      autoFocus={autoFocus}
      onChange={(value) => onChange({ ...values, [name]: value })}
    />
  );
}

/** Of the field, or of one of its entries. */
function faultAt(faults: PartProps['faults'], place: string): string | undefined {
  return Object.entries(faults).find(([path]) => path === place || path.startsWith(`${place}.`))?.[1];
}

function filled(values: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmptyValue(value)));
}
