import { Menu } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { isImportable } from './importable.ts';

/** Leads from the menu of a list to an import of its noun. */
export default function ImportMenuItem({ noun }: { readonly noun: NounMetadata }) {
  const { t } = useTranslation('imports');
  const navigate = useNavigate();
  if (!isImportable(noun)) return null;
  return (
    <Menu.Item
      leftSection={<IconFileImport size={16} />}
      onClick={() => void navigate({ to: '/import', search: { target: noun.name } as never })}
    >
      {t('fromFile')}
    </Menu.Item>
  );
}
