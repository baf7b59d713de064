import { Loader, Text } from '@mantine/core';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useComputedProgress } from '../data/computed-progress.ts';
import { useLabels } from '../labels.ts';

/** Says which columns do not hold their last word yet; nothing when all do. */
export function ComputedNotice({ noun }: { readonly noun: NounMetadata }) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const format = useFormat();
  const working = useComputedProgress(noun);
  const [first] = working;
  if (!first) return null;
  const fields = noun.fields.filter(({ name, computed }) =>
    working.some(({ names }) => (names.length === 0 ? computed : names.includes(name))),
  );
  const done = working.reduce((sum, one) => sum + one.done, 0);
  return (
    <Text size="sm" c="dimmed" role="status" style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
      <Loader size={14} aria-hidden />
      {t('computed.working', {
        fields: fields.map((field) => labels.field(noun.name, field)).join(', '),
        done: format.number(done),
      })}
    </Text>
  );
}
