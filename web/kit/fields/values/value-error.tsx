import { Text, Tooltip } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ValueError } from '../../../../shared/formula/value-error.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';

/** Why a computed field has no value: in a word, and in a sentence for whoever asks. */
export function ValueErrorView({ error }: ValueError) {
  const { t } = useTranslation('kit');
  return (
    <Tooltip label={t(`valueError.${error}`)} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
      <Text
        component="span"
        size="sm"
        c="var(--mantine-color-error)"
        style={{ display: 'inline-flex', alignItems: 'center', gap: 4, whiteSpace: 'nowrap' }}
      >
        <IconAlertTriangle size={14} aria-hidden />
        {t(`valueErrorShort.${error}`)}
      </Text>
    </Tooltip>
  );
}
