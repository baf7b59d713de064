import { Button, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../../web/kit/data/metadata.ts';
import { useCreateRecord } from '../../../../web/kit/data/record-mutations.ts';
import { recordPath } from '../../../../web/kit/record-link.tsx';
import { notifyDone, notifyProblem } from '../../../../web/shell/notify.ts';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import classes from '../../../../web/ui/framed-list.module.css';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import { Page } from '../../../../web/ui/page.tsx';
import { presetRights, type RolePreset, type RolePresetKey, rolePresets } from '../../contract/role-presets.ts';
import { type StandardRights, useStandardRights } from './role.queries.ts';

/** Ready roles, each to be copied into one of the workspace's own and changed there. */
export function RolePresetsPage() {
  const { t } = useTranslation('workspace');
  const { data, error, isPending, refetch } = useStandardRights();
  const nouns = useMetadata().data?.nouns ?? [];
  const noun = nouns.find(({ name }) => name === 'accessRole');
  return (
    <Page title={t('presets.title')} layout="text">
      <Text size="sm" c="dimmed" mb="md">
        {t('presets.text')}
      </Text>
      {isPending && <LoadingState lines={6} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && noun && (
        <ul className={classes.list}>
          {rolePresets.map((preset) => (
            <PresetLine key={preset.key} preset={preset} noun={noun} nouns={nouns} standard={data.items} />
          ))}
        </ul>
      )}
    </Page>
  );
}

interface PresetLineProps {
  readonly preset: RolePreset & { readonly key: RolePresetKey };
  readonly noun: NounMetadata;
  readonly nouns: readonly NounMetadata[];
  readonly standard: readonly StandardRights[];
}

function PresetLine({ preset, noun, nouns, standard }: PresetLineProps) {
  const { t } = useTranslation('workspace');
  const create = useCreateRecord(noun);
  const navigate = useNavigate();
  const name = t(`presets.${preset.key}.name`);
  const about = t(`presets.${preset.key}.about`);
  const add = () => {
    const there = standard.map((one) => ({
      ...one,
      fields: nouns.find((known) => known.name === one.noun)?.fields.map((field) => field.name) ?? [],
    }));
    create.mutate(
      { name, note: about, ...presetRights(preset, there) },
      {
        onSuccess: ({ id }) => {
          notifyDone(t('presets.added', { name }));
          void navigate({ to: recordPath(noun.plural, id) });
        },
        onError: (error) => notifyProblem(error, t, noun.name),
      },
    );
  };
  return (
    <li className={classes.line}>
      <Text className={classes.name} fw={600}>
        {name}
      </Text>
      <Button
        size="compact-sm"
        variant="default"
        loading={create.isPending}
        disabled={!noun.may.create}
        aria-label={t('presets.addNamed', { name })}
        onClick={add}
      >
        {t('presets.add')}
      </Button>
      <div className={classes.facts}>{about}</div>
    </li>
  );
}
