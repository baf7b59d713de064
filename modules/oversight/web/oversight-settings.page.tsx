import { Button, Checkbox, MultiSelect, NumberInput, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { OversightSettings } from '../../../shared/contract/oversight-settings.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../web/kit/data/metadata.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { notifyDone } from '../../../web/shell/notify.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import classes from './oversight.module.css';
import { useOversightSettings, useSaveSettings } from './oversight.queries.ts';

/** How reading and taking out is watched. */
export function OversightSettingsPage() {
  const { t } = useTranslation('oversight');
  const { data, error, isPending, refetch } = useOversightSettings();
  return (
    <Page title={t('settings.title')} layout="text">
      {isPending && <LoadingState lines={6} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <SettingsForm settings={data} />}
    </Page>
  );
}

function SettingsForm({ settings }: { readonly settings: OversightSettings }) {
  const { t } = useTranslation('oversight');
  const [draft, setDraft] = useState(settings);
  const save = useSaveSettings();
  const change = (part: Partial<OversightSettings>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft, { onSuccess: () => notifyDone(t('settings.saved')) });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <Limits of="limits" draft={draft} onChange={change} />
        <Limits of="readLimits" draft={draft} onChange={change} />
        <ReadLog draft={draft} onChange={change} />
        <Checkbox
          label={t('settings.block')}
          checked={draft.blockOnAlarm}
          onChange={(event) => change({ blockOnAlarm: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('settings.codeColumn')}
          checked={draft.codeColumn}
          onChange={(event) => change({ codeColumn: event.currentTarget.checked })}
        />
        <Retention draft={draft} onChange={change} />
        <FormProblem error={save.error} />
        <Button type="submit" loading={save.isPending} style={{ alignSelf: 'flex-start' }}>
          {t('settings.save')}
        </Button>
      </Stack>
    </form>
  );
}

interface PartProps {
  readonly draft: OversightSettings;
  readonly onChange: (part: Partial<OversightSettings>) => void;
}

const roles = ['manager', 'seller', 'viewer'] as const;

function Limits({ of, draft, onChange }: PartProps & { readonly of: 'limits' | 'readLimits' }) {
  const { t } = useTranslation('oversight');
  const limits = draft[of];
  return (
    <SectionCard title={t(`settings.${of}`)}>
      <div className={classes.limits}>
        {roles.map((role) => (
          <NumberInput
            key={role}
            label={t(`settings.${role}`)}
            min={0}
            max={1_000_000}
            allowDecimal={false}
            value={limits[role] ?? ''}
            onChange={(value) => onChange({ [of]: { ...limits, [role]: value === '' ? null : Number(value) } })}
          />
        ))}
      </div>
      <div className={classes.fields}>{t(`settings.${of}Hint`)}</div>
    </SectionCard>
  );
}

/** Whole record types; single fields are chosen over the API, and stay as they are. */
function ReadLog({ draft, onChange }: PartProps) {
  const { t } = useTranslation('oversight');
  const labels = useLabels();
  const nouns = (useMetadata().data?.nouns ?? []).filter(({ internal }) => !internal);
  const data = nouns.map(({ name }) => ({ value: name, label: labels.nouns(name) }));
  const choose = (names: readonly string[]) =>
    onChange({ readLog: Object.fromEntries(names.map((name) => [name, draft.readLog[name] ?? []])) });
  return (
    <MultiSelect
      label={t('settings.readLog')}
      description={t('settings.readLogHint')}
      searchable
      clearable
      data={data.sort((one, other) => one.label.localeCompare(other.label))}
      value={Object.keys(draft.readLog)}
      onChange={choose}
    />
  );
}

function Retention({ draft, onChange }: PartProps) {
  const { t } = useTranslation('oversight');
  const shared = { suffix: ` ${t('settings.months')}`, allowDecimal: false } as const;
  return (
    <div className={classes.limits}>
      <NumberInput
        {...shared}
        label={t('settings.keepAccess')}
        min={3}
        max={120}
        value={draft.keepAccessMonths}
        onChange={(value) => onChange({ keepAccessMonths: Number(value) })}
      />
      <NumberInput
        {...shared}
        label={t('settings.keepChanges')}
        description={t('settings.keepChangesHint')}
        min={12}
        max={240}
        value={draft.keepChangesMonths ?? ''}
        onChange={(value) => onChange({ keepChangesMonths: value === '' ? null : Number(value) })}
      />
    </div>
  );
}
