import { useMemo } from 'react';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { useRecordList } from '../../../web/kit/data/record-list.ts';
import type { pipeline, stage } from '../contract/index.ts';

export type PipelineRecord = RecordOf<typeof pipeline>;
export type StageRecord = RecordOf<typeof stage>;

/** The most stages of a pipeline, and the most pipelines, a page offers at once. */
const most = 200;

/** Every pipeline in order. */
export function usePipelines(noun: NounMetadata) {
  const list = useRecordList(noun, { sort: 'position', limit: most });
  return { ...list, pipelines: list.records as unknown as readonly PipelineRecord[] };
}

/** The stages of a pipeline in order; none are asked for without one. */
export function useStages(noun: NounMetadata, pipelineId: string | undefined) {
  const filter = useMemo<Filter>(() => ({ field: 'pipeline', op: 'is', value: pipelineId ?? '' }), [pipelineId]);
  const list = useRecordList(noun, { filter, sort: 'position', limit: most }, pipelineId !== undefined);
  const stages = list.records as unknown as readonly StageRecord[];
  // While another pipeline's stages load, those of the last one are no answer.
  return { ...list, stages: list.isPlaceholderData ? [] : stages };
}
