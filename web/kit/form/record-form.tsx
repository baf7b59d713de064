import { Alert, Button, Fieldset, SimpleGrid, Stack, Text } from '@mantine/core';
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

/** The fields of a new record: what must be given first, then what usually is, the rest on demand. */
export function RecordForm({ noun, form }: RecordFormProps) {
  const { t } = useTranslation('kit');
  const [all, setAll] = useState(false);
  const values = useWatch({ control: form.control });
  const { sections, more } = arrangeForm(noun, values);
  const unfolded = all || more.some(({ name }) => form.faults.includes(name));
  const conditions = useFieldConditions(noun);
  const shown = [...sections, ...(unfolded ? [{ section: null, fields: more }] : [])].map(
    ({ section, fields: given }) => ({
      section,
      shown: given.filter((field) => conditions.isVisible(field, values)),
    }),
  );
  const first = shown.flatMap((one) => one.shown)[0];
  const fields = useFirstFaultInSight(form.faults.join(' '));
  return (
    <Stack gap="sm" ref={fields}>
      {form.problem && (
        <Alert color="red" role="alert">
          {form.problem}
        </Alert>
      )}
      {shown.map(({ section, shown: some }) => (
        <FormSection key={section?.id ?? ''} section={some.length > 0 ? section : null}>
          {some.map((field) => (
            <FormField
              key={field.name}
              noun={noun}
              field={{ ...field, required: conditions.isRequired(field, values) }}
              form={form}
              fault={conditions.findFault(field, values)}
              autoFocus={field === first}
            />
          ))}
        </FormSection>
      ))}
      {noun.duplicates && <LikelyDuplicates noun={noun} values={values} />}
      {!unfolded && more.length > 0 && (
        <Button variant="subtle" color="gray" onClick={() => setAll(true)}>
          {t('create.more', { count: more.length })}
        </Button>
      )}
    </Stack>
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
