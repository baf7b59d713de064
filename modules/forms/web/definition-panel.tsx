import { Button, Checkbox, Group, MultiSelect, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { languages } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { languageNames } from '../../../web/i18n/languages.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { useUpdateRecord } from '../../../web/kit/data/record-mutations.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { notifyDone } from '../../../web/shell/notify.ts';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import { type FormDefinition, mayAsk } from '../contract/index.ts';

interface DefinitionPanelProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

const emptyDefinition: FormDefinition = { asks: [] };
const texts = ['heading', 'intro', 'thanks', 'consent'] as const;

/** What the form asks and says, for those who may change it. */
export default function DefinitionPanel({ noun, record }: DefinitionPanelProps) {
  const { t } = useTranslation('forms');
  const lead = useNoun('lead');
  const kept = (record.definition ?? emptyDefinition) as FormDefinition;
  const [definition, setDefinition] = useState(kept);
  const [sites, setSites] = useState((kept.sites ?? []).join('\n'));
  const { mutate, isPending, error } = useUpdateRecord(noun);
  if (!lead || !noun.may.update || record.deletedAt) return null;
  const change = (part: Partial<FormDefinition>) => setDefinition({ ...definition, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const named = sites.split(/\s+/).filter(Boolean);
    const values = { definition: { ...definition, sites: named } };
    mutate({ id: record.id, version: record.version, values }, { onSuccess: () => notifyDone(t('editor.saved')) });
  };
  return (
    <SectionCard title={t('editor.title')}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <FormProblem error={error} />
          <Questions lead={lead} definition={definition} onChange={change} />
          <Texts definition={definition} onChange={change} />
          <Textarea
            label={t('editor.sites')}
            placeholder="https://www.example.org"
            autosize
            minRows={1}
            value={sites}
            onChange={(event) => setSites(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={isPending} disabled={definition.asks.length === 0}>
              {t('editor.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </SectionCard>
  );
}

interface PartProps {
  readonly definition: FormDefinition;
  readonly onChange: (part: Partial<FormDefinition>) => void;
}

function Questions({ lead, definition, onChange }: PartProps & { readonly lead: NounMetadata }) {
  const { t } = useTranslation('forms');
  const labels = useLabels();
  const data = lead.fields
    .filter((field) => mayAsk(field.name, field))
    .map((field) => ({ value: field.name, label: labels.field('lead', field) }));
  const asked = definition.asks.map(({ field }) => field);
  const must = definition.asks.flatMap(({ field, required }) => (required ? [field] : []));
  const choose = (fields: readonly string[], required: readonly string[]) =>
    onChange({ asks: fields.map((field) => ({ field, required: required.includes(field) })) });
  return (
    <>
      <MultiSelect label={t('editor.asks')} data={data} value={asked} onChange={(fields) => choose(fields, must)} />
      <MultiSelect
        label={t('editor.must')}
        data={data.filter(({ value }) => asked.includes(value))}
        value={must}
        onChange={(required) => choose(asked, required)}
      />
    </>
  );
}

function Texts({ definition, onChange }: PartProps) {
  const { t, i18n } = useTranslation('forms');
  const [language, setLanguage] = useState(languages.find((one) => one === i18n.language) ?? 'en');
  return (
    <>
      <Select
        label={t('editor.language')}
        data={languages.map((value) => ({ value, label: languageNames[value] }))}
        value={language}
        allowDeselect={false}
        onChange={(chosen) => setLanguage(languages.find((one) => one === chosen) ?? language)}
      />
      {texts.map((name) => {
        const Input = name === 'heading' ? TextInput : Textarea;
        return (
          <Input
            key={name}
            label={t(`editor.${name}`)}
            value={definition[name]?.[language] ?? ''}
            onChange={(event: { currentTarget: { value: string } }) =>
              onChange({ [name]: { ...definition[name], [language]: event.currentTarget.value } })
            }
          />
        );
      })}
      <Checkbox
        label={t('editor.consentRequired')}
        checked={definition.consentRequired === true}
        onChange={(event) => onChange({ consentRequired: event.currentTarget.checked })}
      />
    </>
  );
}
