import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';

interface SaveButtonsProps {
  /** Whether the workspace said anything that can be taken back. */
  readonly isSaid: boolean;
  readonly isSaving: boolean;
  readonly onShipped: () => void;
  readonly onSave: () => void;
  /** Other acts, before these. */
  readonly children?: ReactNode;
}

/** The end of a part of the appearance: as it was shipped, or as it is said now. */
export function SaveButtons({ isSaid, isSaving, onShipped, onSave, children }: SaveButtonsProps) {
  const { t } = useTranslation('customisation');
  return (
    <Group gap="xs" mt="sm">
      {children}
      {isSaid && (
        <Button variant="subtle" color="gray" loading={isSaving} onClick={onShipped}>
          {t('appearance.shipped')}
        </Button>
      )}
      <Button ml="auto" loading={isSaving} onClick={onSave}>
        {t('fields.save')}
      </Button>
    </Group>
  );
}
