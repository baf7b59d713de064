import { Menu } from '@mantine/core';
import { IconBuildingBank } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';

/** Leads from the menu of the list of payments to where they are made of a bank's statement. */
export default function StatementItem({ noun }: { readonly noun: NounMetadata }) {
  const { t } = useTranslation('invoices');
  const navigate = useNavigate();
  if (noun.name !== 'payment' || !noun.may.create) return null;
  return (
    <Menu.Item
      leftSection={<IconBuildingBank size={16} />}
      onClick={() => void navigate({ to: '/payments/statement' })}
    >
      {t('statement.title')}
    </Menu.Item>
  );
}
