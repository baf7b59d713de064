import { Select, SimpleGrid, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Surface } from '../../../../shared/nouns/layout.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { roles } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { CreationProvider } from '../../../../web/kit/form/creation-provider.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import { Page } from '../../../../web/ui/page.tsx';
import { useChosenNoun, useConfigurableNouns } from '../use-configurable-nouns.ts';
import { KindPicker } from './kind-picker.tsx';
import { LayoutEditor } from './layout-editor.tsx';
import type { LayoutSearch } from './layout-search.ts';
import { isSameScope, type Scope, useLayouts, useOwnRoles } from './layouts.queries.ts';

/** How the card and the form of a noun are laid out, for everybody, for a role, for a kind of record. */
export function LayoutsPage() {
  const { t } = useTranslation('customisation');
  const asked = useSearch({ strict: false }) as LayoutSearch;
  const search = { ...asked, noun: useChosenNoun(asked.noun) };
  const noun = useNoun(search.noun);
  const { data, error, refetch } = useLayouts();
  const scope = scopeOf(search);
  const isWhole = scope.kindField === null || scope.kind !== null;
  const stored = data?.items.find((one) => isSameScope(one, scope)) ?? null;
  return (
    <Page title={t('navigation.layouts')}>
      <Text c="dimmed" mb="md">
        {t('layout.text')}
      </Text>
      {noun && <ScopePickers noun={noun} scope={scope} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingState lines={8} />}
      {noun && data && isWhole && (
        <CreationProvider>
          <LayoutEditor key={JSON.stringify([scope, stored?.version])} noun={noun} scope={scope} stored={stored} />
        </CreationProvider>
      )}
    </Page>
  );
}

function scopeOf({ noun, surface = 'card', role, kindField, kind }: LayoutSearch & { readonly noun: string }): Scope {
  return { noun, surface, role: role ?? null, kindField: kindField ?? null, kind: kindField ? (kind ?? null) : null };
}

function ScopePickers({ noun, scope }: { readonly noun: NounMetadata; readonly scope: Scope }) {
  const { t } = useTranslation(['customisation', 'nouns']);
  const labels = useLabels();
  const navigate = useNavigate();
  const nouns = useConfigurableNouns();
  const ownRoles = useOwnRoles();
  const go = (part: Partial<Scope>) => {
    const given = Object.entries({ ...scope, ...part }).filter(([, value]) => value !== null);
    void navigate({ to: '/layouts', search: Object.fromEntries(given), replace: true } as never);
  };
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 5 }} mb="md" spacing="sm">
      <Select
        label={t('fields.noun')}
        allowDeselect={false}
        searchable
        data={nouns.map(({ name }) => ({ value: name, label: labels.nouns(name) }))}
        value={noun.name}
        onChange={(name) => name && go({ noun: name, kindField: null, kind: null })}
      />
      <Select
        label={t('layout.surface')}
        allowDeselect={false}
        data={(['card', 'form'] as const).map((value) => ({ value, label: t(`layout.surfaces.${value}`) }))}
        value={scope.surface}
        onChange={(surface) => surface && go({ surface: surface as Surface })}
      />
      <Select
        label={t('layout.role')}
        clearable
        placeholder={t('layout.everybody')}
        data={[
          ...roles.map((value) => ({ value: String(value), label: t(`nouns:member.options.role.${value}`) })),
          ...ownRoles,
        ]}
        value={scope.role}
        onChange={(role) => go({ role })}
      />
      <KindPicker noun={noun} scope={scope} onChange={go} />
    </SimpleGrid>
  );
}
