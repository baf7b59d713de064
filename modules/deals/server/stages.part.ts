import { z } from 'zod';
import { defineConfigurationPart } from '../../../server/configuration/part.ts';
import type { Context } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { deleteRecord, restoreRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { stage } from '../contract/index.ts';
import { findStageByKey, listKeys, listStageItems, listUsedKeys } from './configuration.repository.ts';
import { pipelineIdOf } from './pipelines.part.ts';
import { nameIn, portableName } from './portable-name.ts';
import { hasDeals } from './stage.repository.ts';

const item = z.strictObject({
  /** The key of its pipeline. */
  pipeline: z.string().min(1).max(200),
  key: z.string().min(1).max(200),
  name: portableName,
  position: z.int(),
  kind: z.enum(['open', 'won', 'lost']),
  probability: z.int().min(0).max(100),
  color: z.string().max(20).nullable().default(null),
  /** Given up: in the bin. */
  retired: z.literal(true).optional(),
});
type StageItem = z.output<typeof item>;

/** The stages of pipelines in a workspace's configuration. One that is given up goes to the bin, which deals in it forbid. */
export const stagesPart = defineConfigurationPart<StageItem>({
  ...{ name: 'stages', item, heardOf: ['stage'] },
  keyOf: ({ key }) => key,
  labelOf: ({ name }) => name,
  read: ({ db }) => listStageItems(db),
  records: ({ db }) => listKeys(db, 'stages'),
  inUse: ({ db }) => listUsedKeys(db, 'stage'),
  settle: (one, { language, currentKey }) => ({
    ...one,
    ...{ name: nameIn(one.name, language), pipeline: currentKey('pipelines', one.pipeline) },
  }),
  isSame: (one, current) =>
    one.pipeline === current.pipeline && one.name.toString().toLowerCase() === current.name.toString().toLowerCase(),
  merge: (before, { retired: _, ...after }, isInUse) => ({
    ...{ ...after, key: before.key },
    ...(isInUse ? { name: before.name, kind: before.kind, pipeline: before.pipeline } : {}),
  }),
  retire: (one) => ({ ...one, retired: true }),
  async problemOf(ctx, { before, after }, wanted) {
    const stands = (wanted('pipelines') as readonly { key: string }[]).some(({ key }) => key === after.pipeline);
    if (!stands && !after.retired) return { code: 'recordNotHere', params: { part: 'pipelines', key: after.pipeline } };
    const keepsMeaning = before && before.kind === after.kind && before.pipeline === after.pipeline && !after.retired;
    const isInUse = before && !keepsMeaning && (await standsInUse(ctx, before.key));
    return isInUse ? { code: 'stageInUse', params: { stage: before.name } } : null;
  },
  async write(tx, changes) {
    for (const { key, after } of changes) {
      const { key: externalId, retired, pipeline: pipelineKey, ...said } = after;
      const found = await findStageByKey(tx.db, key);
      if (retired) {
        if (found) await deleteRecord(tx, stage, found.id);
        continue;
      }
      const values = { ...said, pipeline: await pipelineIdOf(tx, pipelineKey) };
      if (found?.deleted) await restoreRecord(tx, stage, found.id);
      if (found) await updateRecord(tx, stage, found.id, values);
      else await createRecord(tx, stage, { ...values, externalId });
    }
  },
});

async function standsInUse(ctx: Context, key: string): Promise<boolean> {
  const found = await findStageByKey(ctx.db, key);
  return found !== null && (await hasDeals(ctx, 'stage', found.id));
}
