import { ActionIcon, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconPlus } from '@tabler/icons-react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { findField } from '../../../../web/kit/data/named-field.ts';
import { FieldValue } from '../../../../web/kit/fields/field-value.tsx';
import { useCreation } from '../../../../web/kit/form/creation.ts';
import { RecordLink } from '../../../../web/kit/record-link.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import { type StageRecord, useStages } from '../stages.queries.ts';
import classes from './stage-order.module.css';
import { useCopyPipeline } from './use-copy-pipeline.ts';
import { useStageOrder } from './use-stage-order.ts';

/** The stages of a pipeline in their order, which is changed here. */
export default function StageOrderPanel({ record }: { readonly record: AnyRecord }) {
  const stage = useNoun('stage');
  return stage?.may.read ? <StageOrder noun={stage} pipeline={record} /> : null;
}

function StageOrder({ noun, pipeline }: { readonly noun: NounMetadata; readonly pipeline: AnyRecord }) {
  const { t } = useTranslation('deals');
  const openCreation = useCreation();
  const { stages, isSuccess } = useStages(noun, pipeline.id);
  const order = useStageOrder(noun, stages);
  const add = () =>
    openCreation({
      noun,
      initial: {
        pipeline: { id: pipeline.id, label: String(pipeline.name ?? '') },
        position: Math.max(-1, ...stages.map((one) => one.position ?? 0)) + 1,
      },
    });
  const copy = useCopyPipeline(pipeline);
  const buttons = noun.may.create && (
    <>
      {copy.mayCopy && (
        <ActionIcon aria-label={t('order.copy')} title={t('order.copy')} loading={copy.isBusy} onClick={copy.start}>
          <IconCopy size={16} />
        </ActionIcon>
      )}
      <ActionIcon aria-label={t('order.add')} title={t('order.add')} onClick={add}>
        <IconPlus size={16} />
      </ActionIcon>
    </>
  );
  return (
    <SectionCard title={t('order.title')} actions={buttons}>
      {isSuccess && stages.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('order.none')}
        </Text>
      )}
      <ol className={classes.stages}>
        {stages.map((one, index) => (
          <StageLine
            key={one.id}
            noun={noun}
            stage={one}
            onEarlier={index > 0 ? () => order.move(index, index - 1) : undefined}
            onLater={index < stages.length - 1 ? () => order.move(index, index + 1) : undefined}
            isBusy={order.isBusy}
          />
        ))}
      </ol>
    </SectionCard>
  );
}

interface StageLineProps {
  readonly noun: NounMetadata;
  readonly stage: StageRecord;
  readonly onEarlier: (() => void) | undefined;
  readonly onLater: (() => void) | undefined;
  readonly isBusy: boolean;
}

function StageLine({ noun, stage, onEarlier, onLater, isBusy }: StageLineProps) {
  const { t } = useTranslation('deals');
  const kind = findField(noun, 'kind');
  const { name } = stage;
  return (
    <li className={classes.stage}>
      <span className={classes.name}>
        <RecordLink noun="stage" id={stage.id}>
          {name}
        </RecordLink>
      </span>
      {kind && <FieldValue noun={noun} field={kind} value={stage.kind} compact />}
      <span className={classes.probability}>{stage.probability ?? 0} %</span>
      {noun.may.update && (
        <span className={classes.buttons}>
          <ActionIcon aria-label={t('order.earlier', { name })} disabled={!onEarlier || isBusy} onClick={onEarlier}>
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon aria-label={t('order.later', { name })} disabled={!onLater || isBusy} onClick={onLater}>
            <IconArrowDown size={16} />
          </ActionIcon>
        </span>
      )}
    </li>
  );
}
