import { Button, Checkbox, Group, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useMetadata, useNoun } from '../../../../web/kit/data/metadata.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import { FormProblem } from '../../../../web/shell/form-problem.tsx';
import { useFormErrors } from '../../../../web/shell/use-form-errors.ts';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import type { ProcessInput } from '../../contract/index.ts';
import { TryOut } from '../try-out.tsx';
import { toDraft, toInput } from './draft.ts';
import { firstUnder } from './errors-under.ts';
import { FilterPart } from './filter-part.tsx';
import { StartChoice } from './start-choice.tsx';
import { StepList } from './step-list.tsx';
import { useSubjects } from './use-subjects.ts';

interface ProcessFormProps {
  readonly begun: ProcessInput;
  /** Its noun can still be chosen. */
  readonly isNew?: boolean;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly onSave: (input: ProcessInput) => void;
  readonly onCancel: () => void;
}

/** When, only if, then: a process in three parts. */
export function ProcessForm(props: ProcessFormProps) {
  const nouns = useMetadata().data?.nouns;
  return nouns ? <Form {...props} nouns={nouns} begun={toDraft(props.begun, nouns)} /> : null;
}

interface FormProps extends ProcessFormProps {
  readonly nouns: readonly NounMetadata[];
}

function Form({ begun, nouns, isNew = false, error, isPending, onSave, onCancel }: FormProps) {
  const { t } = useTranslation('automation');
  const [draft, setDraft] = useState(begun);
  const { form, errors } = useFormErrors(error);
  const noun = useNoun(draft.noun);
  const change = (part: Partial<ProcessInput>) => setDraft((before) => ({ ...before, ...part }));
  if (!noun) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The drawer of a filter is a form of its own, whose events come through here.
    if (event.target === event.currentTarget && !isPending) onSave(toInput(draft, nouns));
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('name')}
          required
          maxLength={100}
          data-autofocus
          value={draft.name}
          error={errors.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <div>
          <SectionCard title={t('when')}>
            <Stack gap="sm">
              {isNew && <NounChoice draft={draft} error={errors.noun} onChange={change} />}
              <StartChoice draft={draft} errors={errors} onChange={change} />
              {draft.start.on !== 'date' && (
                <Checkbox
                  label={t('onMany')}
                  description={t('onManyHint')}
                  checked={draft.onMany}
                  onChange={(event) => change({ onMany: event.currentTarget.checked })}
                />
              )}
            </Stack>
          </SectionCard>
          <SectionCard title={t('only')}>
            <FilterPart
              noun={noun}
              filter={draft.filter}
              label={t('filter')}
              none={t('filterNone')}
              error={firstUnder(errors, 'filter')}
              onChange={(filter) => change({ filter })}
            />
          </SectionCard>
          <SectionCard title={t('then')}>
            <StepList noun={noun} steps={draft.steps} errors={errors} onChange={(steps) => change({ steps })} />
          </SectionCard>
          <TryOut input={toInput(draft, nouns)} />
        </div>
        <FormProblem error={error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={isPending}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type Change = (part: Partial<ProcessInput>) => void;

interface PartProps {
  readonly draft: ProcessInput;
  readonly onChange: Change;
}

/** Another noun has other fields: what was said of the one before is dropped. */
function NounChoice({ draft, error, onChange }: PartProps & { readonly error: string | undefined }) {
  const { t } = useTranslation('automation');
  const labels = useLabels();
  const data = useSubjects().map(({ name }) => ({ value: name, label: labels.nouns(name) }));
  return (
    <Select
      label={t('noun')}
      allowDeselect={false}
      searchable
      data={data}
      error={error}
      value={draft.noun}
      onChange={(noun) =>
        noun && noun !== draft.noun && onChange({ noun, start: { on: 'made' }, filter: null, steps: [] })
      }
    />
  );
}
