import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { ConfirmDialog } from '../../../../web/ui/confirm-dialog.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import type { RetentionRun } from '../../contract/index.ts';
import { useUndoRun } from './retention.queries.ts';
import { SparedText } from './spared-text.tsx';

/** What the rules did in the last thirty days, each night of a rule to be taken back as a whole. */
export function RunList({ runs }: { readonly runs: readonly RetentionRun[] }) {
  const { t } = useTranslation('privacy');
  const undo = useUndoRun();
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <SectionCard title={t('retention.lately')}>
      <Stack gap="md">
        {runs.map((run) => (
          <RunLine key={run.id} run={run} onUndo={() => setAsked(run.id)} />
        ))}
      </Stack>
      <ConfirmDialog
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={t('retention.undoTitle')}
        text={t('retention.undoText')}
        confirmLabel={t('retention.undo')}
        onConfirm={async () => void (await undo.mutateAsync(asked ?? ''))}
      />
    </SectionCard>
  );
}

function RunLine({ run, onUndo }: { readonly run: RetentionRun; readonly onUndo: () => void }) {
  const { t } = useTranslation('privacy');
  const labels = useLabels();
  const format = useFormat();
  const canUndo = run.binned > 0 && ['done', 'cancelled', 'failed'].includes(run.state);
  const figures = [
    t('retention.binned', { count: run.binned + run.undone + run.erased }),
    ...(run.erased > 0 ? [t('retention.erased', { count: run.erased })] : []),
    ...(run.refused > 0 ? [t('retention.refused', { count: run.refused })] : []),
    ...(run.undone > 0 ? [t('retention.undone', { count: run.undone })] : []),
  ];
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={500}>
          {labels.nouns(run.noun)} · {format.dateTime(run.at)}
        </Text>
        {canUndo && (
          <Button variant="default" size="compact-sm" onClick={onUndo}>
            {t('retention.undo')}
          </Button>
        )}
      </Group>
      <Text size="sm">{figures.join('; ')}</Text>
      <SparedText spared={run.spared} />
    </div>
  );
}
