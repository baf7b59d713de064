import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { refreshLists, useUpdateRecord } from '../../../../web/kit/data/record-mutations.ts';
import { isReferenceValue } from '../../../../web/kit/data/record-values.ts';
import { notifyProblem } from '../../../../web/shell/notify.ts';
import { useClosing } from '../closing/use-closing.tsx';
import { type StageRecord, useStages } from '../stages.queries.ts';
import classes from './stage-bar.module.css';

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
  const list = useRef<HTMLOListElement>(null);
  useCurrentInSight(list, current);
  if (stages.length === 0) return null;
  return (
    <nav className={classes.bar} aria-label={t('stageBar.label')}>
      <ol ref={list} className={classes.stages}>
        {stages.map((one, index) => (
          <li key={one.id} className={classes.item}>
            <button
              type="button"
              className={classes.stage}
              data-passed={stateOf(one, index, current, stages) === 'passed' || undefined}
              data-current={index === current ? one.kind : undefined}
              aria-current={index === current ? 'step' : undefined}
              disabled={isMoving || !noun.may.update || Boolean(record.deletedAt)}
              title={index === current ? undefined : t('stageBar.move', { stage: one.name })}
              onClick={() => void move(one)}
            >
              <span className={classes.name}>{one.name}</span>
            </button>
          </li>
        ))}
      </ol>
      {dialog}
    </nav>
  );
}

/** Stages before the current one are behind the deal; a lost deal has not passed the won stage before it. */
function stateOf(stage: StageRecord, index: number, current: number, stages: readonly StageRecord[]) {
  if (index >= current || stages[current]?.kind === 'lost') return 'ahead';
  return stage.kind === 'open' ? 'passed' : 'ahead';
}

/** Keeps the current stage in sight where the bar is wider than the screen. */
function useCurrentInSight(list: RefObject<HTMLOListElement | null>, current: number) {
  useEffect(() => {
    const bar = list.current;
    const item = bar?.children[current];
    if (bar && item instanceof HTMLElement) bar.scrollLeft = item.offsetLeft - bar.clientWidth / 3;
  }, [list, current]);
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
