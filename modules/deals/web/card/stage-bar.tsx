import { useQueryClient } from '@tanstack/react-query';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { refreshLists, useUpdateRecord } from '../../../../web/kit/data/record-mutations.ts';
import { isReferenceValue } from '../../../../web/kit/data/record-values.ts';
import { notifyProblem } from '../../../../web/shell/notify.ts';
import { StepBar } from '../../../../web/ui/step-bar.tsx';
import { useClosing } from '../closing/use-closing.tsx';
import { type StageRecord, useStages } from '../stages.queries.ts';

interface StageBarProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** Where a deal stands on its way; a click takes it to another stage. */
export default function StageBar({ noun, record }: StageBarProps) {
  const stage = useNoun('stage');
  return stage?.may.read ? <Stages noun={noun} record={record} stage={stage} /> : null;
}

function Stages({ noun, record, stage }: StageBarProps & { readonly stage: NounMetadata }) {
  const { t } = useTranslation('deals');
  const pipeline = isReferenceValue(record.pipeline) ? record.pipeline.id : undefined;
  const { stages } = useStages(stage, pipeline);
  const { move, dialog, isMoving } = useStageMove(noun, record);
  const current = stages.findIndex((one) => isReferenceValue(record.stage) && one.id === record.stage.id);
  if (stages.length === 0) return null;
  return (
    <StepBar
      label={t('stageBar.label')}
      steps={stages.map((one, index) => ({
        ...{ key: one.id, name: one.name, tone: one.kind, isPassed: isPassed(one, index, current, stages) },
        hint: t('stageBar.move', { stage: one.name }),
      }))}
      current={current}
      disabled={isMoving || !noun.may.update || Boolean(record.deletedAt)}
      onChoose={(index) => stages[index] && void move(stages[index])}
    >
      {dialog}
    </StepBar>
  );
}

/** Stages before the current one are behind the deal; a lost deal has not passed the won stage before it. */
function isPassed(stage: StageRecord, index: number, current: number, stages: readonly StageRecord[]): boolean {
  return index < current && stages[current]?.kind !== 'lost' && stage.kind === 'open';
}

function useStageMove(noun: NounMetadata, record: AnyRecord) {
  const { t } = useTranslation('deals');
  const client = useQueryClient();
  const { ask, dialog } = useClosing(noun);
  const { mutateAsync, isPending } = useUpdateRecord(noun);
  const move = async (to: StageRecord) => {
    if (isReferenceValue(record.stage) && record.stage.id === to.id) return;
    const further = await ask(record, to.kind);
    if (further === null) return;
    const values = { ...further, stage: { id: to.id, label: to.name } };
    try {
      await mutateAsync({ id: record.id, version: record.version, values });
      await refreshLists(client, 'stageVisit');
    } catch (error) {
      notifyProblem(error, t, noun.name);
    }
  };
  return { move, dialog, isMoving: isPending };
}
