import { Alert, Button, Group, Text } from '@mantine/core';
import { IconArrowLeft, IconPlayerPlay } from '@tabler/icons-react';
import { problemFields, problemLines } from '../../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import { ProgressJob } from '../../../../web/ui/progress-job.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import type { ImportTable } from '../../contract/index.ts';
import type { Draft } from '../draft.ts';
import { FaultyRows } from '../faulty-rows.tsx';
import { useCheck, useStart } from '../import.queries.ts';
import { Tiles } from '../tiles.tsx';
import { NameQuestions } from './name-questions.tsx';
import { needsLook } from './needs-look.ts';
import { PreviewTable } from './preview-table.tsx';

interface CheckStepProps {
  readonly table: ImportTable;
  readonly draft: Draft;
  readonly onBack: () => void;
}

/** The third step: how the first rows are read, which names need a decision, which rows would be rejected. */
export function CheckStep({ table, draft, onBack }: CheckStepProps) {
  const { t } = useTranslation('imports');
  const labels = useLabels();
  const check = useCheck(table.id, draft.mapping);
  const start = useStart(table.id);
  if (!check.data) {
    if (check.error) return <MappingProblem error={check.error} onBack={onBack} onRetry={() => void check.refetch()} />;
    return <ProgressJob label={t('check.checking')} share={null} detail={t('columns.text', { count: table.rows })} />;
  }
  const { rejected, names, faults, preview } = check.data;
  const ready = table.rows - rejected;
  return (
    <>
      <Tiles
        tiles={[
          { label: t('check.ready'), value: ready },
          { label: t('check.rejected'), value: rejected, tone: rejected > 0 ? 'warning' : undefined },
          { label: t('check.names'), value: names.filter(needsLook).length },
        ]}
      />
      <SectionCard title={t('check.preview', { noun: labels.nouns(table.target) })}>
        <PreviewTable table={table} draft={draft} rows={preview} names={names} />
      </SectionCard>
      {names.length > 0 && <NameQuestions table={table} draft={draft} names={names} />}
      {faults.length > 0 && (
        <FaultyRows title={t('check.faults')} target={table.target} rows={faults} total={rejected} />
      )}
      {(start.error || check.error) && (
        <Alert color="red" mt="md" role="alert">
          {problemLines(start.error ?? check.error, t)}
        </Alert>
      )}
      <Group justify="space-between" gap="sm" mt="md">
        <Button variant="default" leftSection={<IconArrowLeft size={16} />} onClick={onBack}>
          {t('check.back')}
        </Button>
        <Group gap="sm">
          <Text size="sm" c="dimmed" role="status">
            {check.isFetching ? t('check.checking') : ''}
          </Text>
          <Button
            leftSection={<IconPlayerPlay size={16} />}
            disabled={ready === 0}
            loading={start.isPending}
            onClick={() => start.mutate(draft.mapping)}
          >
            {t('check.start', { count: ready })}
          </Button>
        </Group>
      </Group>
    </>
  );
}

interface MappingProblemProps {
  readonly error: unknown;
  readonly onBack: () => void;
  readonly onRetry: () => void;
}

/** The mapping itself is refused, or the server is out of reach. */
function MappingProblem({ error, onBack, onRetry }: MappingProblemProps) {
  const { t } = useTranslation('imports');
  const fields = Object.values(problemFields(error, t));
  return (
    <>
      <ErrorState error={error} onRetry={onRetry} />
      {fields.map((text) => (
        <Text key={text} ta="center" size="sm">
          {text}
        </Text>
      ))}
      <Group justify="center" mt="md">
        <Button variant="default" leftSection={<IconArrowLeft size={16} />} onClick={onBack}>
          {t('check.back')}
        </Button>
      </Group>
    </>
  );
}
