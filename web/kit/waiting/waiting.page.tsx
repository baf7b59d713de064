import { Button, Group, Text } from '@mantine/core';
import { IconCloudCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { problemLines } from '../../i18n/problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useWaitingChanges, waitingChanges } from '../../offline/device.ts';
import type { WaitingChange } from '../../offline/waiting-change.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { SectionCard } from '../../ui/section-card.tsx';
import { useNoun } from '../data/metadata.ts';
import { useLabels } from '../labels.ts';
import { WaitingValues } from './waiting-values.tsx';

/** What was changed without a network and waits on this device, and what of it needs the person. */
export function WaitingPage() {
  const { t } = useTranslation('kit');
  const changes = useWaitingChanges();
  const [dropped, setDropped] = useState<WaitingChange | null>(null);
  return (
    <Page title={t('waiting.title')} layout="text">
      {changes.length === 0 ? (
        <EmptyState icon={IconCloudCheck} title={t('waiting.none')} text={t('waiting.noneText')} />
      ) : (
        changes.map((change) => <WaitingCard key={change.position} change={change} onDrop={() => setDropped(change)} />)
      )}
      <ConfirmDialog
        opened={dropped !== null}
        onClose={() => setDropped(null)}
        title={t('waiting.drop')}
        text={t('waiting.dropText')}
        confirmLabel={t('waiting.drop')}
        danger
        onConfirm={() => (dropped ? waitingChanges.drop(dropped) : undefined)}
      />
    </Page>
  );
}

/** What a change did, as the texts call it. */
const done = { create: 'made', update: 'changed', delete: 'deleted' } as const;

interface WaitingCardProps {
  readonly change: WaitingChange;
  readonly onDrop: () => void;
}

function WaitingCard({ change, onDrop }: WaitingCardProps) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const labels = useLabels();
  const noun = useNoun(change.noun);
  const { kind, state, problem, title, at } = change;
  const name = [labels.noun(change.noun), title].filter(Boolean).join(': ');
  return (
    <SectionCard
      title={name}
      actions={
        <Text size="sm" fw={state === 'waiting' ? 400 : 600}>
          {t(`waiting.state.${state}`)}
        </Text>
      }
    >
      <Text size="sm" c="dimmed">
        {t(`waiting.${done[kind]}`, { moment: format.dateTime(new Date(at)) })}
      </Text>
      {noun ? <WaitingValues noun={noun} change={change} /> : null}
      {problem ? (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" style={{ whiteSpace: 'pre-line' }}>
          {problemLines(problem, t, change.noun)}
        </Text>
      ) : null}
      <Group gap="xs" mt="sm">
        {state === 'refused' ? (
          <Button variant="default" onClick={() => void waitingChanges.retry(change)}>
            {t('waiting.retry')}
          </Button>
        ) : null}
        {state === 'conflict' ? (
          <>
            <Button variant="default" onClick={() => void waitingChanges.keepMine(change)}>
              {t(kind === 'delete' ? 'waiting.deleteAnyway' : 'conflict.mine')}
            </Button>
            <Button variant="default" onClick={() => void waitingChanges.drop(change)}>
              {t(kind === 'delete' ? 'waiting.keepRecord' : 'conflict.theirs')}
            </Button>
          </>
        ) : (
          <Button variant="default" onClick={onDrop}>
            {t('waiting.drop')}
          </Button>
        )}
      </Group>
    </SectionCard>
  );
}
