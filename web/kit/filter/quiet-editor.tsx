import { ActionIcon, Group, NumberInput, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useMetadata } from '../data/metadata.ts';
import classes from './filter-builder.module.css';
import { quietFor } from './relations.ts';

interface QuietEditorProps {
  readonly noun: NounMetadata;
  readonly days: number;
  /** Null takes it away. */
  readonly onChange: (filter: Filter | null) => void;
}

const longest = 9999;

/** For how many days nothing may have happened: one number for what would be a group of many conditions. */
export function QuietEditor({ noun, days, onChange }: QuietEditorProps) {
  const { t } = useTranslation('kit');
  const { data: metadata } = useMetadata();
  return (
    <div className={classes.group} data-nested role="group" aria-label={t('filter.quiet.words', { count: days })}>
      <Group gap="xs" wrap="nowrap">
        <NumberInput
          aria-label={t('filter.quiet.days')}
          w="5rem"
          min={1}
          max={longest}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
          value={days}
          onChange={(value) => metadata && Number(value) > 0 && onChange(quietFor(metadata, noun, Number(value)))}
        />
        <span className={classes.rest}>{t('filter.quiet.rest', { count: days })}</span>
        <ActionIcon aria-label={t('filter.remove')} onClick={() => onChange(null)}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {t('filter.quiet.hint')}
      </Text>
    </div>
  );
}
