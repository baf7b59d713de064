import { Button, Checkbox, Group, Modal, NumberInput, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { customKinds } from '../../../shared/nouns/custom-field.ts';
import { defaultStars, mostStars } from '../../../shared/nouns/field.ts';
import { isNumbering, writeNumber } from '../../../shared/text/numbering.ts';
import { problemFields } from '../../../web/i18n/problem-text.ts';
import { useToday } from '../../../web/i18n/use-today.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../web/kit/data/metadata.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { useSession } from '../../../web/shell/session.ts';
import { type CustomField, useSaveField } from './custom-fields.queries.ts';
import {
  canBeSearched,
  canBeUnique,
  draftOf,
  type FieldDraft,
  fieldPatch,
  hasBounds,
  hasOptions,
  newField,
  pointsAtNoun,
} from './field-form.ts';
import { FormulaInput } from './formula-input.tsx';
import { LocalTextInput, NamesLanguage, useNamesLanguage } from './names-language.tsx';
import { OptionList } from './option-list.tsx';
import { RollUpInput } from './roll-up-input.tsx';

interface FieldDialogProps {
  readonly noun: string;
  /** Null for a new one. */
  readonly field: CustomField | null;
  readonly onClose: () => void;
}

/** Adds a field or changes one. */
export default function FieldDialog({ noun, field, onClose }: FieldDialogProps) {
  const { t } = useTranslation('customisation');
  const [draft, setDraft] = useState(() => draftOf(field));
  const save = useSaveField();
  const change = (part: Partial<FieldDraft>) => {
    // What was objected to is being mended.
    save.reset();
    setDraft((before) => ({ ...before, ...part }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = field ? fieldPatch(field, draft) : newField(noun, draft);
    save.mutate({ ...(field ? { of: field } : {}), input }, { onSuccess: onClose });
  };
  const errors = problemFields(save.error, t);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(field ? 'fields.edit' : 'fields.add')}
      closeButtonProps={{ 'aria-label': t('fields.cancel') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <FormProblem error={save.error} />
          <NamesLanguage>
            <FieldInputs noun={noun} draft={draft} isNew={!field} errors={errors} onChange={change} />
          </NamesLanguage>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('fields.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t(field ? 'fields.save' : 'fields.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface FieldInputsProps {
  readonly noun: string;
  readonly draft: FieldDraft;
  readonly isNew: boolean;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (part: Partial<FieldDraft>) => void;
}

function FieldInputs({ noun, draft, isNew, errors, onChange }: FieldInputsProps) {
  const { t } = useTranslation('customisation');
  const language = useNamesLanguage();
  const { kind } = draft;
  // What is worked out of other records shows them: that is owners' to say.
  const isOwner = useSession()?.role === 'owner';
  const kinds = customKinds.filter((one) => isOwner || (one !== 'formula' && one !== 'rollUp'));
  const labelError = errors[`label.${language}`] ?? errors.label;
  return (
    <>
      <LocalTextInput
        label={t('fields.label')}
        data-autofocus
        required
        maxLength={100}
        text={draft.label}
        error={labelError}
        onChange={(label) => onChange({ label })}
      />
      <Select
        label={t('fields.kind')}
        data={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        allowDeselect={false}
        disabled={!isNew}
        value={kind}
        onChange={(value) => value && onChange({ kind: value as FieldDraft['kind'] })}
      />
      {hasOptions(kind) && <OptionList options={draft.options} error={errors.options} onChange={onChange} />}
      {kind === 'autonumber' && <Numbering draft={draft} isNew={isNew} error={errors.numbering} onChange={onChange} />}
      {pointsAtNoun(kind) && <TargetSelect draft={draft} isNew={isNew} error={errors.to} onChange={onChange} />}
      {kind === 'links' && (
        <TagsInput
          label={t('fields.roles')}
          value={[...draft.roles]}
          error={errors.roles}
          onChange={(roles) => onChange({ roles })}
        />
      )}
      {kind === 'rating' && <Stars draft={draft} error={errors.max} onChange={onChange} />}
      {kind === 'formula' && <FormulaInput noun={noun} draft={draft} error={errors.formula} onChange={onChange} />}
      {kind === 'rollUp' && <RollUpInput noun={noun} draft={draft} errors={errors} onChange={onChange} />}
      {hasBounds(kind) && <Bounds draft={draft} error={errors.max} onChange={onChange} />}
      <LocalTextInput
        label={t('fields.help')}
        maxLength={500}
        text={draft.help}
        error={errors[`help.${language}`]}
        onChange={(help) => onChange({ help })}
      />
      <Demands draft={draft} isNew={isNew} onChange={onChange} />
    </>
  );
}

function Demands({ draft, isNew, onChange }: Omit<FieldInputsProps, 'errors' | 'noun'>) {
  const { t } = useTranslation('customisation');
  if (draft.kind === 'autonumber' || draft.kind === 'formula' || draft.kind === 'rollUp') return null;
  return (
    <>
      <Checkbox
        label={t('fields.requiredText')}
        checked={draft.required}
        onChange={(event) => onChange({ required: event.currentTarget.checked })}
      />
      {canBeUnique(draft.kind) && (
        <Checkbox
          label={t('fields.uniqueText')}
          checked={draft.unique}
          onChange={(event) => onChange({ unique: event.currentTarget.checked })}
        />
      )}
      {canBeSearched(draft.kind) && isNew && (
        <Checkbox
          label={t('fields.searchText')}
          checked={draft.search}
          onChange={(event) => onChange({ search: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

interface PartProps {
  readonly draft: FieldDraft;
  readonly error: string | undefined;
  readonly onChange: (part: Partial<FieldDraft>) => void;
}

function TargetSelect({ draft, isNew, error, onChange }: PartProps & { readonly isNew: boolean }) {
  const { t } = useTranslation('customisation');
  const labels = useLabels();
  const nouns = useMetadata().data?.nouns.filter(({ internal, parent }) => !internal && !parent) ?? [];
  return (
    <Select
      label={t('fields.to')}
      required
      disabled={!isNew}
      data={nouns.map(({ name }) => ({ value: name, label: labels.nouns(name) }))}
      value={draft.to}
      error={error}
      onChange={(to) => onChange({ to })}
    />
  );
}

function Numbering({ draft, isNew, error, onChange }: PartProps & { readonly isNew: boolean }) {
  const { t } = useTranslation('customisation');
  const { numbering } = draft;
  const today = useToday();
  const example = isNumbering(numbering) ? writeNumber(numbering, today, 1) : '';
  return (
    <TextInput
      label={t('fields.numbering')}
      description={t('fields.numberingText')}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      disabled={!isNew}
      maxLength={60}
      value={numbering}
      error={error}
      rightSection={example}
      rightSectionWidth={`${example.length + 2}ch`}
      rightSectionPointerEvents="none"
      onChange={(event) => onChange({ numbering: event.currentTarget.value })}
    />
  );
}

function Stars({ draft, error, onChange }: PartProps) {
  const { t } = useTranslation('customisation');
  const counts = Array.from({ length: mostStars - 1 }, (_, index) => String(index + 2));
  return (
    <Select
      label={t('fields.stars')}
      allowDeselect={false}
      data={counts}
      value={String(draft.max ?? defaultStars)}
      error={error}
      onChange={(value) => onChange({ max: Number(value) })}
    />
  );
}

function Bounds({ draft, error, onChange }: PartProps) {
  const { t } = useTranslation('customisation');
  const numberOf = (value: string | number) => (typeof value === 'number' ? value : null);
  return (
    <Group grow>
      <NumberInput
        label={t('fields.min')}
        value={draft.min ?? ''}
        onChange={(value) => onChange({ min: numberOf(value) })}
      />
      <NumberInput
        label={t('fields.max')}
        value={draft.max ?? ''}
        error={error}
        onChange={(value) => onChange({ max: numberOf(value) })}
      />
    </Group>
  );
}
