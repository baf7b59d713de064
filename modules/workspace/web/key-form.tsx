import { Alert, Button, Checkbox, Group, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { problemFields, problemText } from '../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import { metadataQuery } from '../../../web/shell/session.ts';
import type { ApiKeyInput } from './api-keys.queries.ts';

const lifetimes = [30, 90, 365];
const forever = 'never';

interface KeyFormProps {
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly onSubmit: (input: ApiKeyInput) => void;
  readonly onClose: () => void;
  /** What it reaches where no types of records are chosen. */
  readonly everything: string;
  /** What the button says that makes it. */
  readonly act: string;
  /** What else is asked, after the name. */
  readonly children?: ReactNode;
}

/** What is said of a new key, a person's or a service's. */
export function KeyForm({ error, isPending, onSubmit, onClose, everything, act, children }: KeyFormProps) {
  const { t } = useTranslation('workspace');
  const [name, setName] = useState('');
  const [days, setDays] = useState('365');
  const [readOnly, setReadOnly] = useState(false);
  const [nouns, setNouns] = useState<string[]>([]);
  const [from, setFrom] = useState('');
  const offered = useOfferedNouns();
  const errors = problemFields(error, t);
  const wrongNetwork = Object.entries(errors).find(([path]) => path.startsWith('networks'))?.[1];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const networks = from.split(/[\s,;]+/).filter(Boolean);
    const scope = readOnly ? ('read' as const) : ('write' as const);
    const scopes = nouns.length > 0 ? Object.fromEntries(nouns.map((noun) => [noun, scope])) : null;
    onSubmit({ name, days: days === forever ? null : Number(days), readOnly, networks, scopes });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {error && !errors.name && !wrongNetwork && <Alert color="red">{problemText(error, t)}</Alert>}
        <TextInput
          label={t('apiKeys.name')}
          data-autofocus
          maxLength={100}
          value={name}
          error={errors.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {children}
        <Select
          label={t('apiKeys.lifetime')}
          data={[
            ...lifetimes.map((count) => ({ value: String(count), label: t('apiKeys.days', { count }) })),
            { value: forever, label: t('apiKeys.never') },
          ]}
          allowDeselect={false}
          value={days}
          onChange={(value) => value && setDays(value)}
        />
        <Checkbox
          label={t('apiKeys.readOnly')}
          checked={readOnly}
          onChange={(event) => setReadOnly(event.currentTarget.checked)}
        />
        <MultiSelect
          label={t('apiKeys.scopes')}
          placeholder={nouns.length === 0 ? everything : ''}
          data={offered}
          searchable
          value={nouns}
          onChange={setNouns}
        />
        <TextInput
          label={t('apiKeys.networks')}
          placeholder={t('apiKeys.anywhere')}
          description={t('apiKeys.networksHint')}
          value={from}
          error={wrongNetwork}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('apiKeys.cancel')}
          </Button>
          <Button type="submit" loading={isPending}>
            {act}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The types of records the person sees themselves, but those that are parts of others. */
function useOfferedNouns() {
  const labels = useLabels();
  const { data } = useQuery(metadataQuery);
  const nouns = (data?.nouns ?? []).filter(({ may, parent, internal }) => may.read && !parent && !internal);
  return nouns
    .map(({ name }) => ({ value: name, label: labels.nouns(name) }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
}
