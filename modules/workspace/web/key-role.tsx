import { Select } from '@mantine/core';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useOwnRoles } from './role/role.queries.ts';

interface KeyRoleProps {
  readonly value: string | null;
  readonly onChange: (role: string | null) => void;
}

/** What a key may at most: a standard role, or one of the workspace's own where the person may see these. */
export function KeyRole({ value, onChange }: KeyRoleProps) {
  const { t } = useTranslation('workspace');
  return (
    <Select
      label={t('apiKeys.role')}
      description={t('apiKeys.roleHint')}
      placeholder={t('apiKeys.ownRights')}
      data={useKeyRoles()}
      clearable
      clearButtonProps={{ 'aria-label': t('apiKeys.ownRights') }}
      value={value}
      onChange={onChange}
    />
  );
}

export function useKeyRoles() {
  const { t } = useTranslation('workspace');
  const own = useOwnRoles() ?? [];
  const standard = (['manager', 'seller', 'viewer'] as const).map((value) => ({
    ...{ value, label: t(`nouns:member.options.role.${value}`) },
  }));
  return [...standard, ...own];
}
