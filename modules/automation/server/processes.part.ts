import { z } from 'zod';
import { assertAtBrowser } from '../../../server/auth/at-browser.ts';
import { appendChange } from '../../../server/changes/append.ts';
import { defineConfigurationPart, type ItemChange, type Problem } from '../../../server/configuration/part.ts';
import type { Context, TransactionContext } from '../../../server/context.ts';
import { newId } from '../../../server/records/uuid.ts';
import { wantedRegistry } from '../../customisation/server/index.ts';
import { type ProcessInput, processInput, processLimits } from '../contract/index.ts';
import { findByKey, insertProcess, listProcessRows, updateProcess } from './process.repository.ts';
import { beginByCalendar, endProcess, likeSteps, logProcess } from './process.service.ts';
import { findFaults } from './process-faults.ts';
import { dropOutdated } from './run.repository.ts';

const item = processInput.extend({
  /** The same wherever the process goes. */
  key: z.string().min(1).max(200),
  /** Given up: taken away. */
  retired: z.literal(true).optional(),
});
type ProcessItem = z.output<typeof item>;

/**
 * The processes in a workspace's configuration: what they do, never whether they are on. What comes from elsewhere acts in nobody's name
 * before somebody here has switched it on.
 */
export const processesPart = defineConfigurationPart<ProcessItem>({
  ...{ name: 'processes', item, heardOf: ['process'] },
  keyOf: ({ key }) => key,
  labelOf: ({ name }) => name,
  async read({ db }) {
    const rows = await listProcessRows(db);
    return rows.map(({ key, ...row }) => ({ key, ...definitionOf(row) }));
  },
  isSame: (one, other) => one.noun === other.noun && one.name.toLowerCase() === other.name.toLowerCase(),
  retire: (process) => ({ ...process, retired: true }),
  async problemOf(ctx, change, wanted) {
    if (change.after.retired) return null;
    if (change.before && change.before.noun !== change.after.noun)
      return { code: 'fixedProperty', params: { property: 'noun' } };
    const kept = (wanted('processes') as readonly ProcessItem[]).filter(({ retired }) => !retired);
    if (kept.length > processLimits.processes) return { code: 'tooMany', params: { maximum: processLimits.processes } };
    return faultOf({ ...ctx, registry: wantedRegistry(ctx, wanted) }, change.after);
  },
  async write(tx, changes) {
    for (const change of changes) await writeProcess(tx, change);
  },
});

function faultOf(ctx: Context, process: ProcessItem): Problem | null {
  const [fault] = findFaults(ctx, process);
  return fault ? { code: fault.code, params: { ...fault.params, path: fault.path } } : null;
}

function definitionOf({ name, noun, start, filter, steps, onMany }: ProcessInput): ProcessInput {
  return { name, noun, start, filter, steps, onMany };
}

async function writeProcess(tx: TransactionContext, { key, after }: ItemChange<ProcessItem>): Promise<void> {
  const found = await findByKey(tx.db, key);
  if (after.retired) {
    if (!found || found.deleted) return;
    await endProcess(tx, found.id);
    return appendChange(tx, { noun: 'process', recordId: found.id, kind: 'deleted', fields: {} });
  }
  const given = definitionOf(after);
  if (!found) {
    const id = newId();
    await insertProcess(tx.db, id, key, given);
    return logProcess(tx, id, 'created', null, given);
  }
  // As by hand: what a key says it does would be done long after the key is gone.
  if (found.state === 'on' && tx.through === 'api') assertAtBrowser(tx);
  await updateProcess(tx.db, found.id, given, found.state === 'on' ? tx.actor.memberId : null);
  await dropOutdated(tx.db, found.id, likeSteps(found.steps, given.steps));
  if (found.state === 'on') await beginByCalendar(tx, found.id, given.start);
  await logProcess(tx, found.id, 'updated', found, given);
}
