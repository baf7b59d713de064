import { Alert, Button, Divider, Fieldset, SimpleGrid, Stack, Text } from '@mantine/core';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { Controller, useWatch } from 'react-hook-form';
import type { FieldError } from '../../../shared/errors.ts';
import type { LayoutSection } from '../../../shared/nouns/layout.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { localText } from '../../i18n/local-text.ts';
import { fieldText } from '../../i18n/problem-text.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useFieldConditions } from '../data/field-conditions.ts';
import type { NamedField } from '../data/named-field.ts';
import FieldInput from '../fields/inputs/field-input.tsx';
import { useLabels } from '../labels.ts';
import { arrangeForm } from './arrange-form.ts';
import { LikelyDuplicates } from './likely-duplicates.tsx';
import type { RecordFormState } from './use-record-form.ts';

interface RecordFormProps {
  readonly noun: NounMetadata;
  readonly form: RecordFormState;
}

interface WholeFormProps extends RecordFormProps {
  /** The names of the fields that `parts` come right after. */
  readonly leading?: readonly string[];
  /** What is asked besides the fields. */
  readonly parts?: ReactNode;
}

/** The fields of a new record: what must be given first, then what usually is, the rest on demand. */
export function RecordForm({ noun, form, leading = [], parts }: WholeFormProps) {
  const values = useWatch({ control: form.control });
  const conditions = useFieldConditions(noun);
  const { first, sections, more } = arrangeForm(noun, values, leading);
  const see = (given: readonly NamedField[]) => given.filter((field) => conditions.isVisible(field, values));
  const [led, rest] = [see(first), sections.map(({ section, fields }) => ({ section, shown: see(fields) }))];
  const beginning = [...led, ...rest.flatMap(({ shown }) => shown)][0];
  const input = (field: NamedField) => (
    <FormField
      key={field.name}
      noun={noun}
      field={{ ...field, required: conditions.isRequired(field, values) }}
      form={form}
      fault={conditions.findFault(field, values)}
      autoFocus={field === beginning}
    />
  );
  const fields = useFirstFaultInSight(form.faults.join(' '));
  const besides = (
    <>
      {noun.duplicates && <LikelyDuplicates noun={noun} values={values} />}
      {parts}
    </>
  );
  return (
    <Stack gap="sm" ref={fields}>
      {form.problem && (
        <Alert color="red" role="alert">
          {form.problem}
        </Alert>
      )}
      {led.map(input)}
      {led.length > 0 && besides}
      {led.length > 0 && parts && <Divider />}
      {rest.map(({ section, shown }) => (
        <FormSection key={section?.id ?? ''} section={shown.length > 0 ? section : null}>
          {shown.map(input)}
        </FormSection>
      ))}
      {led.length === 0 && besides}
      <More fields={see(more)} open={more.some(({ name }) => form.faults.includes(name))} input={input} />
    </Stack>
  );
}

interface MoreProps {
  readonly fields: readonly NamedField[];
  /** One of them is at fault. */
  readonly open: boolean;
  readonly input: (field: NamedField) => ReactNode;
}

/** What is rarely given, on demand. */
function More({ fields, open, input }: MoreProps) {
  const { t } = useTranslation('kit');
  const [asked, setAsked] = useState(false);
  if (asked || open) return fields.map(input);
  if (fields.length === 0) return null;
  return (
    <Button variant="subtle" color="gray" onClick={() => setAsked(true)}>
      {t('create.more', { count: fields.length })}
    </Button>
  );
}

interface FormSectionProps {
  /** Null where nobody laid the form out. */
  readonly section: LayoutSection | null;
  readonly children: ReactNode;
}

function FormSection({ section, children }: FormSectionProps) {
  const { i18n } = useTranslation();
  if (!section) return children;
  return (
    <Fieldset variant="unstyled" legend={localText(section.name, i18n.language)}>
      <SimpleGrid cols={{ base: 1, sm: section.columns }} spacing="sm" verticalSpacing="sm" mt={4}>
        {children}
      </SimpleGrid>
    </Fieldset>
  );
}

/** A refused form shows its first input at fault, which may be far above the button. */
function useFirstFaultInSight(faults: string): RefObject<HTMLDivElement | null> {
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (faults) fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults]);
  return fields;
}

interface FormFieldProps extends RecordFormProps {
  readonly field: NamedField;
  /** What the field's conditions have against what is typed. */
  readonly fault: FieldError | undefined;
  readonly autoFocus: boolean;
}

function FormField({ noun, field, form, fault, autoFocus }: FormFieldProps) {
  const labels = useLabels();
  const { t, i18n } = useTranslation('kit');
  const help = localText(field.help, i18n.language);
  const within = field.kind === 'relation' ? field.within : field.offeredWith?.field;
  const place = within ?? field.name;
  const siblings = { [place]: useWatch({ control: form.control, name: place }) };
  return (
    <Controller
      name={field.name}
      control={form.control}
      render={({ field: input, fieldState }) => (
        <div>
          <FieldInput
            noun={noun}
            field={field}
            label={labels.field(noun.name, field)}
            value={input.value}
            onChange={(value) => {
              input.onChange(value);
              form.follow(field, value);
            }}
            siblings={siblings}
            naming
            error={fieldState.error?.message ?? (fault && fieldText(fault, t))}
            autoFocus={autoFocus}
          />
          {help && (
            <Text size="xs" c="dimmed" mt={4}>
              {help}
            </Text>
          )}
        </div>
      )}
    />
  );
}
