import { Stack, Text, UnstyledButton } from '@mantine/core';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingState } from '../../ui/loading-state.tsx';
import { findField } from '../data/named-field.ts';
import { RelationPicker } from '../form/relation-picker.tsx';
import { useLabels } from '../labels.ts';
import classes from './merge.module.css';
import { useDuplicates } from './merge.queries.ts';

interface ChooseOtherProps {
  readonly noun: NounMetadata;
  readonly id: string;
  readonly onChoose: (id: string) => void;
}

/** Offers what is likely the same first, with why; any other record is looked for by name. */
export function ChooseOther({ noun, id, onChoose }: ChooseOtherProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const { data, error, refetch } = useDuplicates(noun, id);
  const why = (by: readonly string[]) =>
    by
      .flatMap((name) => findField(noun, name) ?? [])
      .map((field) => labels.field(noun.name, field))
      .join(', ');
  return (
    <Stack gap="md" mih="20rem">
      <section aria-labelledby="merge-likely">
        <Text size="sm" fw={500} id="merge-likely" mb={4}>
          {t('merge.likely')}
        </Text>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <LoadingState lines={3} />}
        {data?.items.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('merge.noneLikely')}
          </Text>
        )}
        <ul className={classes.likely}>
          {data?.items.map(({ id: other, label, by }) => (
            <li key={other}>
              <UnstyledButton className={classes.choice} onClick={() => onChoose(other)}>
                <span className={classes.name}>{label ?? t('value.untitled')}</span>
                <span className={classes.why}>{t('merge.alike', { fields: why(by) })}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </section>
      <RelationPicker
        noun={noun.name}
        value={null}
        label={t('merge.search')}
        filter={{ field: 'id', op: 'isNot', value: id }}
        within
        onChange={(chosen) => chosen && onChoose(chosen.id)}
      />
    </Stack>
  );
}
