import { ActionIcon, Button, Input, Select, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { findField, isChangeable, type NamedField } from '../../../../web/kit/data/named-field.ts';
import FieldInput from '../../../../web/kit/fields/inputs/field-input.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import type { FieldValue } from '../../contract/index.ts';
import classes from './editor.module.css';
import { firstUnder } from './errors-under.ts';
import { TemplateInput } from './template-input.tsx';

interface ValueListProps {
  /** Whose fields are set. */
  readonly noun: NounMetadata;
  /** What the texts in them speak of. */
  readonly about: NounMetadata;
  /** A field that is set by something else. */
  readonly except?: string;
  readonly values: readonly FieldValue[];
  /** By their paths in the step. */
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (values: FieldValue[]) => void;
}

const unset: ReadonlySet<string> = new Set(['files', 'autonumber']);

/** Which fields are set, and to what. */
export function ValueList({ noun, about, except, values, errors, onChange }: ValueListProps) {
  const { t } = useTranslation('automation');
  const free = noun.fields.filter(
    (field) =>
      isChangeable(field) &&
      !field.retired &&
      !unset.has(field.kind) &&
      field.name !== except &&
      !values.some((one) => one.field === field.name),
  );
  const replace = (index: number, value: FieldValue | null) =>
    onChange(values.flatMap((one, position) => (position === index ? (value ?? []) : one)));
  return (
    <Stack gap="sm">
      {values.length === 0 && (
        <Text size="sm" c={errors.values ? 'var(--mantine-color-error)' : 'dimmed'}>
          {errors.values ?? t('valuesNone')}
        </Text>
      )}
      {values.map((value, index) => (
        <ValueRow
          key={value.field}
          noun={noun}
          about={about}
          value={value}
          free={free}
          error={firstUnder(errors, `values.${index}`)}
          onChange={(next) => replace(index, next)}
        />
      ))}
      {free[0] && (
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => free[0] && onChange([...values, { field: free[0].name, value: null }])}
          >
            {t('valueAdd')}
          </Button>
        </div>
      )}
    </Stack>
  );
}

interface ValueRowProps {
  readonly noun: NounMetadata;
  readonly about: NounMetadata;
  readonly value: FieldValue;
  readonly free: readonly NamedField[];
  readonly error: string | undefined;
  readonly onChange: (value: FieldValue | null) => void;
}

function ValueRow({ noun, about, value, free, error, onChange }: ValueRowProps) {
  const { t } = useTranslation('automation');
  const labels = useLabels();
  const field = findField(noun, value.field);
  const offered = [...(field ? [field] : []), ...free];
  return (
    <div>
      <div className={classes.value}>
        <Select
          label={t('valueField')}
          allowDeselect={false}
          searchable
          data={offered.map((one) => ({ value: one.name, label: labels.field(noun.name, one) }))}
          value={value.field}
          onChange={(name) => name && name !== value.field && onChange({ field: name, value: null })}
        />
        {field && <Given noun={noun} about={about} field={field} value={value} error={error} onChange={onChange} />}
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('valueRemove')}
          onClick={() => onChange(null)}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </div>
      {field && <SourceChoice field={field} value={value} onChange={onChange} />}
    </div>
  );
}

interface GivenProps {
  readonly noun: NounMetadata;
  readonly about: NounMetadata;
  readonly field: NamedField;
  readonly value: FieldValue;
  readonly error?: string | undefined;
  readonly onChange: (value: FieldValue) => void;
}

function Given({ noun, about, field, value, error, onChange }: GivenProps) {
  const { t } = useTranslation('automation');
  const label = t('valueGiven');
  if ('from' in value)
    return (
      <Input.Wrapper label={label}>
        <Text size="sm" mt={6}>
          {t(`from.${value.from}`)}
        </Text>
      </Input.Wrapper>
    );
  if (field.kind === 'text' || field.kind === 'longText')
    return (
      <TemplateInput
        noun={about}
        label={label}
        lines={field.kind === 'longText'}
        maxLength={2_000}
        value={String(value.value ?? '')}
        error={error}
        onChange={(text) => onChange({ field: field.name, value: text || null })}
      />
    );
  return (
    <FieldInput
      noun={noun}
      field={field}
      label={label}
      value={value.value ?? null}
      error={error}
      onChange={(given) => onChange({ field: field.name, value: given })}
    />
  );
}

const sources = { date: 'now', datetime: 'now', member: 'starter' } as const;

/** Of a day the one on which it happens, of a member who gave occasion, instead of a value. */
function SourceChoice({ field, value, onChange }: Omit<GivenProps, 'noun' | 'about'>) {
  const { t } = useTranslation('automation');
  const from = field.kind in sources ? sources[field.kind as keyof typeof sources] : null;
  if (!from) return null;
  const isFrom = 'from' in value;
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      mt={4}
      onClick={() => onChange(isFrom ? { field: field.name, value: null } : { field: field.name, from })}
    >
      {isFrom ? t('valueGive') : t(`fromOffer.${from}`)}
    </Button>
  );
}
