import { Button, Group, Select, Text } from '@mantine/core';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import type { ConfigurationVersionAnswer } from '../contract/index.ts';
import { ChangeList } from './change-list.tsx';
import { useDifferences } from './configuration.queries.ts';
import type { Comparison } from './index.ts';

interface CompareVersionsProps {
  readonly versions: readonly ConfigurationVersionAnswer[];
  readonly compared: Comparison;
  readonly onChange: (compared: Comparison) => void;
}

/** What differs between two versions, or a version and now. */
export function CompareVersions({ versions, compared, onChange }: CompareVersionsProps) {
  const { t } = useTranslation('configuration');
  const { from, to } = compared;
  const { data, error, isPending, refetch } = useDifferences(from, to);
  const numbers = [...new Set([...versions.map(({ number }) => number), ...[from, to].flatMap((one) => one ?? [])])];
  const options = numbers
    .sort((one, other) => other - one)
    .map((number) => ({ value: String(number), label: t('version', { number }) }));
  return (
    <SectionCard
      title={t('compare.title')}
      actions={
        <Button variant="subtle" size="compact-sm" onClick={() => onChange({})}>
          {t('compare.close')}
        </Button>
      }
    >
      <Group gap="sm" mb="sm" grow>
        <Select
          label={t('compare.from')}
          allowDeselect={false}
          data={options}
          value={String(from)}
          onChange={(value) => value && onChange({ ...compared, from: Number(value) })}
        />
        <Select
          label={t('compare.to')}
          allowDeselect={false}
          data={[{ value: 'now', label: t('compare.now') }, ...options]}
          value={to === undefined ? 'now' : String(to)}
          onChange={(value) =>
            onChange(value === 'now' || !value ? { from: from ?? 1 } : { ...compared, to: Number(value) })
          }
        />
      </Group>
      {isPending && <LoadingState lines={3} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.changes.length === 0 && <Text c="dimmed">{t('compare.same')}</Text>}
      {data && <ChangeList changes={data.changes} />}
    </SectionCard>
  );
}
