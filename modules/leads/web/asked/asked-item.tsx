import { Menu } from '@mantine/core';
import { IconEar } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import type { ListMenuItemProps } from '../../../../web/module.ts';

/** In the menu of the leads, for whoever has no keyboard at hand. */
export default function AskedItem({ noun }: ListMenuItemProps) {
  const { t } = useTranslation('leads');
  if (noun.name !== 'lead' || !noun.may.create) return null;
  return (
    <Menu.Item component={Link} to="/asked" leftSection={<IconEar size={16} aria-hidden />}>
      {t('title.asked')}
    </Menu.Item>
  );
}
