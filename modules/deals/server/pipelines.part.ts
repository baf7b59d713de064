import { z } from 'zod';
import { defineConfigurationPart } from '../../../server/configuration/part.ts';
import type { TransactionContext } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { restoreRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { pipeline } from '../contract/index.ts';
import { findPipelineByKey, listKeys, listPipelineItems, listUsedKeys } from './configuration.repository.ts';
import { nameIn, portableName } from './portable-name.ts';

const item = z.strictObject({
  /** The same wherever the pipeline goes. */
  key: z.string().min(1).max(200),
  name: portableName,
  position: z.int().default(0),
  archived: z.boolean().default(false),
});
type PipelineItem = z.output<typeof item>;

/** Pipelines in a workspace's configuration. One that is given up is archived: its deals stay. */
export const pipelinesPart = defineConfigurationPart<PipelineItem>({
  ...{ name: 'pipelines', item, heardOf: ['pipeline'] },
  keyOf: ({ key }) => key,
  labelOf: ({ name }) => name,
  read: ({ db }) => listPipelineItems(db),
  records: ({ db }) => listKeys(db, 'pipelines'),
  inUse: ({ db }) => listUsedKeys(db, 'pipeline'),
  settle: (one, { language }) => ({ ...one, name: nameIn(one.name, language) }),
  isSame: (one, current) => one.name.toString().toLowerCase() === current.name.toString().toLowerCase(),
  merge: (before, after, isInUse) => ({
    ...{ ...after, key: before.key, position: before.position },
    ...(isInUse ? { name: before.name, archived: before.archived } : {}),
  }),
  complete: (before) => ({ ...before, archived: false }),
  retire: (one) => ({ ...one, archived: true }),
  problemOf: async () => null,
  async write(tx, changes) {
    for (const { key, after } of changes) {
      const { key: externalId, ...values } = after;
      const found = await findPipelineByKey(tx.db, key);
      if (found?.deleted) await restoreRecord(tx, pipeline, found.id);
      if (found) await updateRecord(tx, pipeline, found.id, values);
      else await createRecord(tx, pipeline, { ...values, externalId });
    }
  },
});

/** The pipeline a stage of a package belongs to, which is there by now. */
export async function pipelineIdOf({ db }: TransactionContext, key: string): Promise<string> {
  const found = await findPipelineByKey(db, key);
  if (!found) throw new Error(`There is no pipeline ${key}`);
  return found.id;
}
