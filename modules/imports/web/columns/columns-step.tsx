import { Button, Group, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import type { ImportTable } from '../../contract/index.ts';
import { type Draft, pathOf } from '../draft.ts';
import { usePaths } from '../path-label.ts';
import { ColumnRow } from './column-row.tsx';
import classes from './columns-step.module.css';
import { findTakenPaths, missingFields } from './mapping-faults.ts';
import { pathOptions } from './path-options.ts';

interface ColumnsStepProps {
  readonly table: ImportTable;
  readonly draft: Draft;
  readonly onNext: () => void;
}

/** The second step: which column goes where. */
export function ColumnsStep({ table, draft, onNext }: ColumnsStepProps) {
  const { t, i18n } = useTranslation('imports');
  const labels = useLabels();
  const noun = useNoun(table.target);
  const follow = usePaths(table.target);
  const own = labels.noun(table.target);
  // Thousands of paths, for each of perhaps a hundred columns: they are put together once, not at each change of one.
  const options = useMemo(
    () => pathOptions(table.paths, follow, own, i18n.language),
    [table.paths, follow, own, i18n.language],
  );
  const taken = findTakenPaths(draft.mapping, follow);
  const missing = noun ? missingFields(noun, draft.mapping).map((field) => labels.field(noun.name, field)) : [];
  const mapped = table.columns.filter(({ header }) => pathOf(draft.mapping, header)).length;
  const title = t('columns.title', { file: table.fileName, noun: labels.nouns(table.target) });
  return (
    <>
      <SectionCard title={title}>
        <Text size="sm" c="dimmed" mb="sm">
          {t('columns.text', { count: table.rows })}
        </Text>
        <div className={classes.head} aria-hidden>
          <span>{t('columns.column')}</span>
          <span>{t('columns.field')}</span>
        </div>
        <ul className={classes.columns}>
          {table.columns.map((column) => (
            <ColumnRow
              key={column.header}
              column={column}
              draft={draft}
              options={options}
              follow={follow}
              taken={taken}
            />
          ))}
        </ul>
      </SectionCard>
      <Group justify="flex-end" align="center" gap="sm" mt="md">
        {missing.length > 0 && (
          <Text size="sm" c="dimmed" className={classes.missing}>
            {t('columns.missing', { fields: missing.join(', ') })}
          </Text>
        )}
        <Button rightSection={<IconArrowRight size={16} />} disabled={mapped === 0} onClick={onNext}>
          {t('columns.next')}
        </Button>
      </Group>
    </>
  );
}
