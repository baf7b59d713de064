import { Button, Group, Modal, NumberInput, Select, Stack, Text } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { type FormEvent, Suspense, useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../../web/kit/data/metadata.ts';
import { FilterWords } from '../../../../web/kit/filter/filter-words.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { FormProblem } from '../../../../web/shell/form-problem.tsx';
import { useFormErrors } from '../../../../web/shell/use-form-errors.ts';
import { part } from '../../../../web/ui/part.tsx';
import {
  isRetainable,
  momentField,
  type RetentionInput,
  type RetentionMoment,
  retentionMoments,
} from '../../contract/index.ts';
import { useAddRule } from './retention.queries.ts';

const FilterDrawer = part(() => import('../../../../web/kit/filter/filter-drawer.tsx'));

interface RuleDialogProps {
  readonly onClose: () => void;
  /** The rule is there, switched off: what it would do is shown next. */
  readonly onAdded: (id: string) => void;
}

/** A new rule: which records, and how long after what. */
export function RuleDialog({ onClose, onAdded }: RuleDialogProps) {
  const { t } = useTranslation('privacy');
  const nouns = (useMetadata().data?.nouns ?? []).filter(isRetainable);
  const [draft, setDraft] = useState<RetentionInput>({
    ...{ noun: 'company', filter: null, since: 'changed', days: 1_825, eraseAfter: null },
  });
  const add = useAddRule();
  const { form, errors } = useFormErrors(add.error);
  const change = (part: Partial<RetentionInput>) => setDraft((before) => ({ ...before, ...part }));
  const noun = nouns.find(({ name }) => name === draft.noun);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (add.isPending) return;
    add.mutate(draft, {
      onSuccess: ({ id }) => {
        onClose();
        onAdded(id);
      },
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('retention.add')}
      closeButtonProps={{ 'aria-label': t('retention.close') }}
    >
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="sm">
          <NounChoice nouns={nouns} value={draft.noun} error={errors.noun} onChange={change} />
          {noun && <Records noun={noun} draft={draft} onChange={change} />}
          <NumberInput
            label={t('retention.days')}
            min={1}
            max={36_500}
            allowDecimal={false}
            error={errors.days}
            value={draft.days}
            onChange={(value) => change({ days: Number(value) })}
          />
          {noun && <MomentChoice noun={noun} value={draft.since} error={errors.since} onChange={change} />}
          {draft.noun === 'person' && (
            <NumberInput
              label={t('retention.eraseAfter')}
              description={t('retention.eraseAfterHint')}
              min={1}
              max={365}
              allowDecimal={false}
              error={errors.eraseAfter}
              value={draft.eraseAfter ?? ''}
              onChange={(value) => change({ eraseAfter: value === '' ? null : Number(value) })}
            />
          )}
          <FormProblem error={add.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('retention.close')}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {t('retention.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

type Change = (part: Partial<RetentionInput>) => void;

interface NounChoiceProps {
  readonly nouns: readonly NounMetadata[];
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: Change;
}

function NounChoice({ nouns, value, error, onChange }: NounChoiceProps) {
  const { t } = useTranslation('privacy');
  const labels = useLabels();
  const data = nouns.map(({ name }) => ({ value: name, label: labels.nouns(name) }));
  return (
    <Select
      label={t('retention.noun')}
      allowDeselect={false}
      searchable
      error={error}
      data={data.sort((one, other) => one.label.localeCompare(other.label))}
      value={value}
      onChange={(noun) =>
        noun && noun !== value && onChange({ noun, filter: null, since: 'changed', eraseAfter: null })
      }
    />
  );
}

interface RecordsProps {
  readonly noun: NounMetadata;
  readonly draft: RetentionInput;
  readonly onChange: Change;
}

function Records({ noun, draft, onChange }: RecordsProps) {
  const { t } = useTranslation('privacy');
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button
        size="compact-sm"
        variant={draft.filter ? 'light' : 'subtle'}
        leftSection={<IconFilter size={14} />}
        onClick={() => setOpen(true)}
      >
        {t('retention.filter')}
      </Button>
      {draft.filter && (
        <Text size="sm" component="div" mt={4}>
          <FilterWords noun={noun} filter={draft.filter} />
        </Text>
      )}
      <Suspense>
        {open && (
          <FilterDrawer
            noun={noun}
            filter={draft.filter ?? undefined}
            onApply={(filter) => onChange({ filter: filter ?? null })}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </div>
  );
}

interface MomentChoiceProps {
  readonly noun: NounMetadata;
  readonly value: RetentionMoment;
  readonly error: string | undefined;
  readonly onChange: Change;
}

function MomentChoice({ noun, value, error, onChange }: MomentChoiceProps) {
  const { t } = useTranslation('privacy');
  const names = noun.fields.map(({ name }) => name);
  const moments = retentionMoments.filter((moment) => momentField(names, moment) !== undefined);
  return (
    <Select
      label={t('retention.since')}
      allowDeselect={false}
      error={error}
      data={moments.map((moment) => ({ value: moment, label: t(`retention.moment.${moment}`) }))}
      value={value}
      onChange={(since) => since && onChange({ since: since as RetentionMoment })}
    />
  );
}
