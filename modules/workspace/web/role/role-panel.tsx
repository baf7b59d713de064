import { Text } from '@mantine/core';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../../web/kit/data/metadata.ts';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import { NounRightsLine } from './noun-rights-line.tsx';
import classes from './role.module.css';
import { useRoleRights, useStandardRights } from './role.queries.ts';

interface RolePanelProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** What a role of the workspace's own may: by type of record what differs from the standard role it is based on. */
export default function RolePanel({ noun, record }: RolePanelProps) {
  const { t } = useTranslation('workspace');
  const { data, error, isPending, refetch } = useStandardRights();
  const { data: metadata } = useMetadata();
  const rights = useRoleRights(noun, record);
  return (
    <SectionCard title={t('roles.title')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('roles.text', { base: t(`nouns:accessRole.options.base.${rights.base}`) })}
      </Text>
      {isPending && <LoadingState lines={4} />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      <ul className={classes.nouns}>
        {data?.items.map((standard) => {
          const described = metadata?.nouns.find(({ name }) => name === standard.noun);
          return (
            described && <NounRightsLine key={standard.noun} noun={described} standard={standard} rights={rights} />
          );
        })}
      </ul>
    </SectionCard>
  );
}
