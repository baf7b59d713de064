import { Button, Checkbox, Drawer, Group, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { isChoice } from '../../../../shared/nouns/option-offers.ts';
import { problemFields } from '../../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import type { NamedField } from '../../../../web/kit/data/named-field.ts';
import { type Labels, useLabels } from '../../../../web/kit/labels.ts';
import { FormProblem } from '../../../../web/shell/form-problem.tsx';
import { LocalTextInput, NamesLanguage } from '../names-language.tsx';
import type { OptionDraft } from '../option-editor.tsx';
import { ChecksInput, PatternInput, RequiredInput, VisibleInput } from './demand-inputs.tsx';
import { type Setting, usePutSetting } from './field-settings.queries.ts';
import { OffersInput } from './offers-input.tsx';
import { definitionOf, type SettingDraft, settingDraft } from './setting-draft.ts';
import { SettingOptionList } from './setting-option-list.tsx';
import { useUnofferedNotice } from './unoffered-notice.tsx';

interface SettingDrawerProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  /** Null where nothing was said yet. */
  readonly setting: Setting | null;
  readonly onClose: () => void;
}

/** What the workspace wants of a field: names of a module's field, and when any field is shown, required or refused. */
export default function SettingDrawer({ noun, field, setting, onClose }: SettingDrawerProps) {
  const { t } = useTranslation('customisation');
  const labels = useLabels();
  const before = setting?.definition ?? {};
  const [opened] = useState(() => settingDraft(before, settingOptions(noun.name, field, labels)));
  const [draft, setDraft] = useState(opened);
  const put = usePutSetting();
  const change = (part: Partial<SettingDraft>) => {
    put.reset();
    setDraft((known) => ({ ...known, ...part }));
  };
  // What was refused is shown from `put.error`; its own callbacks would be lost where the page renews itself meanwhile.
  const save = (definition: ReturnType<typeof definitionOf>) =>
    put.mutateAsync({ noun: noun.name, field: field.name, version: setting?.version ?? 0, definition }).then(
      ({ unoffered = 0 }) => {
        if (unoffered > 0 && definition.offeredWith) tellUnoffered(unoffered, definition.offeredWith);
        onClose();
      },
      () => undefined,
    );
  const tellUnoffered = useUnofferedNotice(noun, field.name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save(definitionOf(draft, before, opened));
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(42rem, 100vw)"
      title={t('setting.title', { name: labels.field(noun.name, field) })}
      closeButtonProps={{ 'aria-label': t('fields.cancel') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FormProblem error={put.error} />
          <NamesLanguage>
            <SettingInputs
              noun={noun}
              field={field}
              draft={draft}
              errors={partErrors(problemFields(put.error, t))}
              onChange={change}
            />
          </NamesLanguage>
          <Group justify="flex-end" gap="xs">
            {setting && Object.keys(before).length > 0 && (
              <Button variant="subtle" color="gray" mr="auto" onClick={() => void save({})}>
                {t('setting.reset')}
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              {t('fields.cancel')}
            </Button>
            <Button type="submit" loading={put.isPending}>
              {t('fields.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}

interface SettingInputsProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  readonly draft: SettingDraft;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (part: Partial<SettingDraft>) => void;
}

function SettingInputs({ field, ...props }: SettingInputsProps) {
  const { noun, draft, errors, onChange } = props;
  const needed = noun.title === field.name || (field.required === true && !field.custom);
  return (
    <>
      {!field.custom && <NameInputs field={field} {...props} />}
      {!needed && <VisibleInput {...props} />}
      {!field.readOnly && !field.required && <RequiredInput {...props} />}
      {!field.readOnly && field.kind === 'text' && <PatternInput {...props} />}
      {!field.readOnly && <ChecksInput {...props} />}
      {draft.options.length > 0 && (
        <SettingOptionList
          options={draft.options}
          extensible={'extensible' in field && field.extensible === true}
          error={errors.options}
          onChange={onChange}
        />
      )}
      {!field.readOnly && isChoice(field) && (
        <OffersInput noun={noun} field={field} draft={draft} error={errors.offeredWith} onChange={onChange} />
      )}
    </>
  );
}

/** An added field has its names in its own dialog. */
function NameInputs({ noun, field, draft, errors, onChange }: SettingInputsProps) {
  const { t } = useTranslation('customisation');
  const labels = useLabels();
  const { label: _, ...declared } = field;
  return (
    <>
      <LocalTextInput
        label={t('setting.label')}
        data-autofocus
        maxLength={100}
        placeholder={labels.field(noun.name, declared as NamedField)}
        text={draft.label}
        error={errors.label}
        onChange={(label) => onChange({ label })}
      />
      <LocalTextInput
        label={t('fields.help')}
        maxLength={500}
        text={draft.help}
        error={errors.help}
        onChange={(help) => onChange({ help })}
      />
      {!field.required && noun.title !== field.name && (
        <Checkbox
          label={t('setting.hidden')}
          checked={draft.hidden}
          onChange={(event) => onChange({ hidden: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

function settingOptions(noun: string, field: NamedField, labels: Labels): readonly OptionDraft[] {
  if (field.custom || !('options' in field)) return [];
  const declared = { ...field, options: [] } as NamedField;
  return field.options.map(({ value, label = {}, color, retired = false }) => ({
    ...{ key: value, value, label, color, retired },
    // One that the workspace added has no name but those it gave it.
    declared: labels.option(noun, declared, value) === value ? '' : labels.option(noun, declared, value),
  }));
}

/** `definition.checks.0.message.en` is told at `checks.0`, everything else at its first part or two. */
function partErrors(byPath: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const [path, text] of Object.entries(byPath)) {
    const [part = '', second] = path.replace(/^definition\./, '').split('.');
    const isDeep = part === 'checks' || (part === 'pattern' && second === 'example');
    errors[isDeep ? `${part}.${second}` : part] ??= text;
  }
  return errors;
}
