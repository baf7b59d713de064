import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { problemFields } from '../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { type CustomNoun, useSaveNoun } from './custom-nouns.queries.ts';
import { IconPicker } from './icon-picker.tsx';
import { draftOfNoun, type NounDraft, nounInput } from './noun-form.ts';
import { NounWordsInputs } from './noun-words-inputs.tsx';

interface NounDialogProps {
  /** Null for a new one. */
  readonly noun: CustomNoun | null;
  readonly onClose: () => void;
  readonly onAdded: (noun: CustomNoun) => void;
}

/** Adds a kind of record or changes one. */
export default function NounDialog({ noun, onClose, onAdded }: NounDialogProps) {
  const { t } = useTranslation('customisation');
  const [draft, setDraft] = useState(() => draftOfNoun(noun));
  const save = useSaveNoun();
  const change = (part: Partial<NounDraft>) => {
    // What was objected to is being mended.
    save.reset();
    setDraft((before) => ({ ...before, ...part }));
  };
  const done = (saved: CustomNoun) => {
    onClose();
    if (!noun) onAdded(saved);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = noun ? nounInput(draft) : { ...nounInput(draft), rights: draft.rights };
    save.mutate({ ...(noun ? { of: noun } : {}), input }, { onSuccess: done });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(noun ? 'nounPage.edit' : 'nounPage.add')}
      closeButtonProps={{ 'aria-label': t('fields.cancel') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <FormProblem error={save.error} />
          <Names draft={draft} errors={problemFields(save.error, t)} onChange={change} />
          <IconPicker icon={draft.icon} onChange={(icon) => change({ icon })} />
          {!noun && <Rights draft={draft} onChange={change} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('fields.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t(noun ? 'fields.save' : 'nounPage.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface PartProps {
  readonly draft: NounDraft;
  readonly onChange: (part: Partial<NounDraft>) => void;
}

function Names({ draft, errors, onChange }: PartProps & { readonly errors: Readonly<Record<string, string>> }) {
  const { t } = useTranslation('customisation');
  return (
    <NounWordsInputs words={draft} required errors={errors} onChange={(part) => onChange(part)}>
      {(language) => (
        <TextInput
          label={t('nounPage.titleLabel')}
          maxLength={100}
          lang={language}
          value={draft.titleLabel[language] ?? ''}
          error={errors[`titleLabel.${language}`] ?? errors.titleLabel}
          onChange={({ currentTarget: { value } }) =>
            onChange({ titleLabel: { ...draft.titleLabel, [language]: value } })
          }
        />
      )}
    </NounWordsInputs>
  );
}

function Rights({ draft, onChange }: PartProps) {
  const { t } = useTranslation('customisation');
  return (
    <Radio.Group
      label={t('nounPage.rights')}
      value={draft.rights}
      onChange={(rights) => onChange({ rights: rights as NounDraft['rights'] })}
    >
      <Stack gap="xs" mt={4}>
        <Radio value="work" label={t('nounPage.work')} description={t('nounPage.workText')} />
        <Radio value="directory" label={t('nounPage.directory')} description={t('nounPage.directoryText')} />
      </Stack>
    </Radio.Group>
  );
}
