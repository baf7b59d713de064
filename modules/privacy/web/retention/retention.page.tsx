import { Button, Group } from '@mantine/core';
import { IconHourglass, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { EmptyState } from '../../../../web/ui/empty-state.tsx';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import { Page } from '../../../../web/ui/page.tsx';
import { PreviewDialog } from './preview-dialog.tsx';
import { useRetention } from './retention.queries.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { RuleLine } from './rule-line.tsx';
import { RunList } from './run-list.tsx';

/** How long records are kept: the rules, what they would do, and what they did lately. */
export function RetentionPage() {
  const { t } = useTranslation('privacy');
  const { data, error, isPending, refetch } = useRetention();
  const [adding, setAdding] = useState(false);
  const [previewed, setPreviewed] = useState<string | null>(null);
  const rule = data?.rules.find(({ id }) => id === previewed);
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
      {t('retention.add')}
    </Button>
  );
  return (
    <Page title={t('navigation.retention')} layout="text">
      {isPending && <LoadingState lines={4} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.rules.length === 0 && (
        <EmptyState icon={IconHourglass} title={t('retention.none')} text={t('retention.noneText')} actions={add} />
      )}
      {data?.rules.map((one) => (
        <RuleLine key={one.id} rule={one} onPreview={() => setPreviewed(one.id)} />
      ))}
      {data && data.rules.length > 0 && <Group my="md">{add}</Group>}
      {data && data.runs.length > 0 && <RunList runs={data.runs} />}
      {adding && <RuleDialog onClose={() => setAdding(false)} onAdded={setPreviewed} />}
      {rule && <PreviewDialog rule={rule} onClose={() => setPreviewed(null)} />}
    </Page>
  );
}
