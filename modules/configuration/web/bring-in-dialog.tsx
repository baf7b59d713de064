import { Button, Group, Modal, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { notifyDone } from '../../../web/shell/notify.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { ProgressJob } from '../../../web/ui/progress-job.tsx';
import type { ConfigurationSource, PlannedChangeAnswer } from '../contract/index.ts';
import { ChangeList, changeName } from './change-list.tsx';
import { useApply, usePreview } from './configuration.queries.ts';

interface BringInDialogProps {
  readonly title: string;
  readonly source: ConfigurationSource;
  /** The verb on the button. */
  readonly act: string;
  readonly onClose: () => void;
}

/** What something would change here, with what can not be and why; each change can be left out. */
export default function BringInDialog({ title, source, act, onClose }: BringInDialogProps) {
  const { t } = useTranslation(['configuration', 'shell']);
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  // Looked at without what is left out: what hangs on it is refused, or no longer.
  const preview = usePreview(source);
  const rest = usePreview({ ...source, without: [...without] });
  const apply = useApply();
  const changes = merged(preview.data?.changes ?? [], rest.data?.changes ?? preview.data?.changes ?? [], without);
  const taken = changes.filter((change) => !without.has(changeName(change)));
  const refused = taken.filter(({ problem }) => problem).length;
  const leave = (name: string, leftOut: boolean) => {
    apply.reset();
    setWithout((known) => new Set(leftOut ? [...known, name] : [...known].filter((one) => one !== name)));
  };
  const bringIn = () =>
    void apply.mutateAsync({ ...source, without: [...without] }).then(
      (done) => {
        notifyDone(t('done', { number: done.changes.length }));
        onClose();
      },
      () => undefined,
    );
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={title}
      closeOnClickOutside={!apply.isPending}
      closeButtonProps={{ 'aria-label': t('shell:action.close') }}
    >
      {preview.isPending && <LoadingState lines={5} />}
      {preview.error && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.data && (
        <Text size="sm" c="dimmed" mb="sm" role="status">
          {changes.length === 0 ? t('nothingToDo') : summary(t, taken)}
        </Text>
      )}
      <FormProblem error={apply.error} />
      <ChangeList changes={changes} without={without} onWithout={leave} />
      {apply.isPending && <ProgressJob label={t('working')} share={null} />}
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('shell:action.cancel')}
        </Button>
        {taken.length > 0 && (
          <Button onClick={bringIn} loading={apply.isPending} disabled={refused > 0 || rest.isFetching}>
            {act}
          </Button>
        )}
      </Group>
    </Modal>
  );
}

/** All changes there could be; of those that are taken, what stands against them now. */
function merged(
  all: readonly PlannedChangeAnswer[],
  now: readonly PlannedChangeAnswer[],
  without: ReadonlySet<string>,
): readonly PlannedChangeAnswer[] {
  const current = new Map(now.map((change) => [changeName(change), change]));
  return all.map((change) => (without.has(changeName(change)) ? change : (current.get(changeName(change)) ?? change)));
}

function summary(t: TFunction<['configuration', 'shell']>, changes: readonly PlannedChangeAnswer[]): string {
  const count = (act: string) => changes.filter((change) => change.act === act && !change.problem).length;
  const refused = changes.filter(({ problem }) => problem).length;
  const parts = [
    ...(['add', 'change', 'retire'] as const).map((act) => [count(act), `counts.${act}`] as const),
    [refused, 'counts.refused'] as const,
  ];
  const words = parts.filter(([number]) => number > 0).map(([number, key]) => t(key, { number }));
  return refused > 0 ? `${words.join(' · ')}. ${t('leaveOut', {})}` : words.join(' · ');
}
