import {
  Alert,
  Button,
  Checkbox,
  CopyButton,
  Group,
  Modal,
  MultiSelect,
  Select,
  Stack,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemFields, problemText } from '../../../web/i18n/problem-text.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import { metadataQuery } from '../../../web/shell/session.ts';
import { useCreateApiKey } from './api-keys.queries.ts';

const lifetimes = [30, 90, 365];
const forever = 'never';

/** Makes a key and shows it, once. */
export default function NewApiKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('workspace');
  const create = useCreateApiKey();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('apiKeys.create')}
      closeOnClickOutside={!create.data}
      closeButtonProps={{ 'aria-label': t('apiKeys.cancel') }}
    >
      {create.data ? (
        <MadeKey value={create.data.key} onClose={onClose} />
      ) : (
        <KeyForm create={create} onClose={onClose} />
      )}
    </Modal>
  );
}

interface KeyFormProps {
  readonly create: ReturnType<typeof useCreateApiKey>;
  readonly onClose: () => void;
}

function KeyForm({ create, onClose }: KeyFormProps) {
  const { t } = useTranslation('workspace');
  const [name, setName] = useState('');
  const [days, setDays] = useState('365');
  const [readOnly, setReadOnly] = useState(false);
  const [nouns, setNouns] = useState<string[]>([]);
  const [from, setFrom] = useState('');
  const offered = useOfferedNouns();
  const errors = problemFields(create.error, t);
  const wrongNetwork = Object.entries(errors).find(([path]) => path.startsWith('networks'))?.[1];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const networks = from.split(/[\s,;]+/).filter(Boolean);
    const scope = readOnly ? ('read' as const) : ('write' as const);
    const scopes = nouns.length > 0 ? Object.fromEntries(nouns.map((noun) => [noun, scope])) : null;
    create.mutate({ name, days: days === forever ? null : Number(days), readOnly, networks, scopes });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {create.error && !errors.name && !wrongNetwork && <Alert color="red">{problemText(create.error, t)}</Alert>}
        <TextInput
          label={t('apiKeys.name')}
          data-autofocus
          maxLength={100}
          value={name}
          error={errors.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
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
          placeholder={nouns.length === 0 ? t('apiKeys.everything') : ''}
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
          <Button type="submit" loading={create.isPending}>
            {t('apiKeys.create')}
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

function MadeKey({ value, onClose }: { readonly value: string; readonly onClose: () => void }) {
  const { t } = useTranslation('workspace');
  return (
    <Stack gap="sm">
      <Alert color="yellow">{t('apiKeys.shownOnce')}</Alert>
      <TextInput
        label={t('apiKeys.key')}
        readOnly
        value={value}
        onFocus={(event) => event.currentTarget.select()}
        data-autofocus
      />
      <Group justify="flex-end" gap="xs">
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'apiKeys.copied' : 'apiKeys.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{t('apiKeys.done')}</Button>
      </Group>
    </Stack>
  );
}
