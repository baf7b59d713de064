import { Button, Select, Text, TextInput } from '@mantine/core';
import { IconForms, IconPlus, IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { localText } from '../../../web/i18n/local-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import type { NamedField } from '../../../web/kit/data/named-field.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import { useSession } from '../../../web/shell/session.ts';
import { EmptyState } from '../../../web/ui/empty-state.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { part } from '../../../web/ui/part.tsx';
import { type CustomField, useCustomFields, useFieldIndexes } from './custom-fields.queries.ts';
import { FieldLine } from './field-line.tsx';
import classes from './fields.module.css';
import { KindNotices } from './kind-notices.tsx';
import { ConditionFacts, DeclaredFields } from './setting/declared-fields.tsx';
import { useFieldSettings } from './setting/field-settings.queries.ts';
import { useChosenNoun, useConfigurableNouns } from './use-configurable-nouns.ts';

const SettingDrawer = part(() => import('./setting/setting-drawer.tsx'));
const KindDialog = part(() => import('./kind-dialog.tsx'));
const FieldDialog = part(() => import('./field-dialog.tsx'));

/** From here on the fields are too many to look through. */
const many = 15;

/** The fields of a noun: those the workspace has added, and what it wants of those there are. */
export function FieldsPage() {
  const { t, i18n } = useTranslation('customisation');
  const [words, setWords] = useState('');
  const noun = useChosenNoun((useSearch({ strict: false }) as { noun?: string }).noun);
  const isOwner = useSession()?.role === 'owner';
  const [editing, setEditing] = useState<CustomField | 'new' | null>(null);
  const [converting, setConverting] = useState<CustomField | null>(null);
  const { data, error, isPending, refetch } = useCustomFields();
  const indexes = useFieldIndexes().data?.items;
  const settings = useFieldSettings().data?.items;
  const [setting, setSetting] = useState<NamedField | null>(null);
  const described = useNoun(noun);
  const fields = data?.items.filter((field) => field.noun === noun) ?? [];
  const sought = words.trim().toLocaleLowerCase();
  const shown = fields.filter(({ label, name }) =>
    `${localText(label, i18n.language)} ${name}`.toLocaleLowerCase().includes(sought),
  );
  const fieldOf = (name: string) => described?.fields.find((field) => field.name === name) ?? null;
  const addButton = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
      {t('fields.add')}
    </Button>
  );
  return (
    <Page title={t('navigation.fields')} actions={addButton} layout="text">
      <Text c="dimmed" mb="md">
        {t('fields.text')}
      </Text>
      <NounPicker noun={noun} />
      {isPending && <LoadingState lines={4} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && fields.length === 0 && <EmptyState icon={IconForms} title={t('fields.none')} />}
      {isOwner && <KindNotices fields={fields} />}
      {fields.length > many && (
        <TextInput
          mb="md"
          aria-label={t('fields.find')}
          placeholder={t('fields.find')}
          leftSection={<IconSearch size={16} />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      {fields.length > 0 && shown.length === 0 && <Text c="dimmed">{t('fields.notFound')}</Text>}
      {shown.length > 0 && (
        <ul className={classes.fields}>
          {shown.map((field) => (
            <FieldLine
              key={field.id}
              field={field}
              indexes={indexes?.find((one) => one.noun === noun && one.field === field.name)}
              facts={described && <AddedFacts noun={described} field={fieldOf(field.name)} />}
              onEdit={() => setEditing(field)}
              onChangeKind={isOwner ? () => setConverting(field) : null}
              isFixed={!isOwner && (field.formula !== null || field.rollUp !== null)}
              onSet={() => setSetting(fieldOf(field.name))}
            />
          ))}
        </ul>
      )}
      {described && <DeclaredFields noun={described} onEdit={setSetting} />}
      <Suspense>
        {described && setting && settings && (
          <SettingDrawer
            noun={described}
            field={setting}
            setting={settings.find((one) => one.noun === noun && one.field === setting.name) ?? null}
            onClose={() => setSetting(null)}
          />
        )}
        {converting && <KindDialog field={converting} onClose={() => setConverting(null)} />}
        {editing && (
          <FieldDialog noun={noun} field={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
        )}
      </Suspense>
    </Page>
  );
}

function AddedFacts({ noun, field }: { readonly noun: NounMetadata; readonly field: NamedField | null }) {
  return field && <ConditionFacts noun={noun} field={field} />;
}

function NounPicker({ noun }: { readonly noun: string }) {
  const { t } = useTranslation('customisation');
  const labels = useLabels();
  const navigate = useNavigate();
  const nouns = useConfigurableNouns();
  return (
    <Select
      mb="md"
      label={t('fields.noun')}
      allowDeselect={false}
      searchable
      data={nouns.map(({ name }) => ({ value: name, label: labels.nouns(name) }))}
      value={noun}
      onChange={(value) => value && void navigate({ to: '/fields', search: { noun: value }, replace: true } as never)}
    />
  );
}
