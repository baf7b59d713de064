import { Alert, Box, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { problemText } from '../../../../web/i18n/problem-text.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { ConfirmDialog } from '../../../../web/ui/confirm-dialog.tsx';
import { ProgressJob } from '../../../../web/ui/progress-job.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import type { ImportState } from '../../contract/index.ts';
import { useCancel } from '../import.queries.ts';
import { OutcomeTiles } from './outcome-tiles.tsx';

interface RunProgressProps {
  readonly state: ImportState;
  /** Why the last question how far it is went unanswered; it goes on all the same. */
  readonly problem: unknown;
}

/** The fourth step while it lasts: how far it is. It runs on the server, whether anybody watches or not. */
export function RunProgress({ state, problem }: RunProgressProps) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const cancel = useCancel(state.id);
  const counts = { done: format.number(state.processed), rows: format.number(state.rows) };
  return (
    <>
      <SectionCard title={state.fileName}>
        <ProgressJob
          label={t('run.running')}
          share={state.rows === 0 ? null : state.processed / state.rows}
          detail={t('run.progress', counts)}
        />
        {Boolean(problem) && (
          <Alert color="orange" mt="md" role="alert">
            {problemText(problem, t)}
          </Alert>
        )}
        <Group justify="space-between" mt="md" gap="sm">
          <Text size="sm" c="dimmed">
            {t('run.leave')}
          </Text>
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('run.cancel')}
          </Button>
        </Group>
      </SectionCard>
      <Box mt="md">
        <OutcomeTiles state={state} />
      </Box>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('run.cancelTitle')}
        text={t('run.cancelText')}
        confirmLabel={t('run.cancel')}
        danger
        onConfirm={async () => {
          await cancel.mutateAsync();
        }}
      />
    </>
  );
}
