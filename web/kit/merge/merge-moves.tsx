import { Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { MergePreview } from '../../../shared/contract/record-merge.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { FormProblem } from '../../shell/form-problem.tsx';
import { useMetadata } from '../data/metadata.ts';
import { findField } from '../data/named-field.ts';
import { useLabels } from '../labels.ts';
import classes from './merge.module.css';

interface MergeMovesProps {
  readonly preview: UseQueryResult<MergePreview>;
  /** What the record is called that goes. */
  readonly other: string;
}

/** What will lead to the record that stays, and where the other one goes. */
export function MergeMoves({ preview: { data, error }, other }: MergeMovesProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const format = useFormat();
  const nouns = useMetadata().data?.nouns ?? [];
  if (error) return <FormProblem error={error} />;
  if (!data)
    return (
      <Text size="sm" c="dimmed">
        …
      </Text>
    );
  return (
    <div>
      <Text size="sm">{t('merge.goes', { name: other })}</Text>
      {data.moves.length > 0 && (
        <>
          <Text size="sm" mt="xs" fw={500}>
            {t('merge.moves')}
          </Text>
          <ul className={classes.moves}>
            {data.moves.map(({ noun: name, field: pointer, count, capped }) => {
              const noun = nouns.find((one) => one.name === name);
              const field = noun && findField(noun, pointer);
              const where = [labels.nouns(name), ...(field ? [labels.field(name, field)] : [])].join(' · ');
              return <li key={`${name} ${pointer}`}>{`${where}: ${format.number(count)}${capped ? '+' : ''}`}</li>;
            })}
          </ul>
        </>
      )}
    </div>
  );
}
