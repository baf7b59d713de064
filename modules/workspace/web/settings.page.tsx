import { Alert, Button, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Language, Session, WorkspaceSettings } from '../../../shared/nouns/metadata.ts';
import { problemFields } from '../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyDone, notifyProblem } from '../../../web/shell/notify.ts';
import { request } from '../../../web/shell/request.ts';
import { sessionQuery, useSession } from '../../../web/shell/session.ts';
import { Page } from '../../../web/ui/page.tsx';
import { RequiredFactor } from './required-factor.tsx';
import { useSettingsOptions } from './use-settings-options.ts';

type Settings = Omit<WorkspaceSettings, 'id'>;

/** The workspace's name, language, currency and clock. */
export function SettingsPage() {
  const { t } = useTranslation('workspace');
  const session = useSession();
  return (
    <Page title={t('settings.title')} layout="text">
      {session && <SettingsForm session={session} />}
      {session?.role === 'owner' && <RequiredFactor />}
    </Page>
  );
}

function SettingsForm({ session }: { readonly session: Session }) {
  const { t } = useTranslation('workspace');
  const { id: _, ...current } = session.workspace;
  const [settings, setSettings] = useState<Settings>(current);
  const save = useSave();
  const errors = problemFields(save.error, t);
  const mayChange = session.role === 'owner';
  const change = (part: Partial<Settings>) => setSettings({ ...settings, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(settings);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {!mayChange && <Alert color="gray">{t('settings.ownersOnly')}</Alert>}
        <TextInput
          label={t('settings.name')}
          required
          withAsterisk={false}
          maxLength={200}
          disabled={!mayChange}
          value={settings.name}
          error={errors.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <SettingsChoices settings={settings} errors={errors} disabled={!mayChange} onChange={change} />
        {mayChange && (
          <Button type="submit" loading={save.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('settings.save')}
          </Button>
        )}
      </Stack>
    </form>
  );
}

interface SettingsChoicesProps {
  readonly settings: Settings;
  readonly errors: Readonly<Record<string, string>>;
  readonly disabled: boolean;
  readonly onChange: (part: Partial<Settings>) => void;
}

function SettingsChoices({ settings, errors, disabled, onChange }: SettingsChoicesProps) {
  const { t } = useTranslation('workspace');
  const options = useSettingsOptions(settings.timeZone);
  const shared = { disabled, allowDeselect: false } as const;
  return (
    <>
      <Select
        {...shared}
        label={t('settings.language')}
        data={options.languages}
        value={settings.language}
        error={errors.language}
        onChange={(language) => language && onChange({ language: language as Language })}
      />
      <Select
        {...shared}
        searchable
        label={t('settings.currency')}
        description={t('settings.currencyHint')}
        data={options.currencies}
        value={settings.currency}
        error={errors.currency}
        onChange={(currency) => currency && onChange({ currency })}
      />
      <Select
        {...shared}
        searchable
        label={t('settings.timeZone')}
        data={options.timeZones}
        value={settings.timeZone}
        error={errors.timeZone}
        onChange={(timeZone) => timeZone && onChange({ timeZone })}
      />
    </>
  );
}

function useSave() {
  const { t } = useTranslation('workspace');
  const client = useQueryClient();
  return useMutation<WorkspaceSettings, Error, Settings>({
    mutationFn: (settings) => request('PATCH', '/api/v1/workspace', settings),
    onSuccess: (workspace) => {
      client.setQueryData(sessionQuery.queryKey, (session: Session | null | undefined) =>
        session ? { ...session, workspace } : session,
      );
      notifyDone(t('settings.saved'));
    },
    onError: (error) => notifyProblem(error, t),
  });
}
