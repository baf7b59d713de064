import { reachOf } from '../../../server/access/access.ts';
import { actAs } from '../../../server/access/act-as.ts';
import { appendChange } from '../../../server/changes/append.ts';
import { asSystem, type TransactionContext } from '../../../server/context.ts';
import { tell } from '../../notices/server/index.ts';
import type { ProcessFault } from '../contract/index.ts';
import { findProcessRow, listOwners, type ProcessRow, setProcessState } from './process.repository.ts';
import { findFaults, findSubject } from './process-faults.ts';
import { skipWaiting } from './run.repository.ts';

/** A process that can act, and its maker as they stand now. */
export interface Ready {
  readonly acting: TransactionContext;
}

/** Whether a process may still act in its maker's name, and what it asks for is there; why not else. */
export async function readyOrFault(tx: TransactionContext, process: ProcessRow): Promise<Ready | ProcessFault> {
  const acting = process.member === null ? null : await actAs(asSystem(tx), process.member);
  if (!acting) return 'memberGone';
  const noun = findSubject(acting, process.noun);
  if (!noun) return findSubject(asSystem(tx), process.noun) ? 'memberGone' : 'nounGone';
  if (reachOf(acting, noun, 'configure') !== 'all') return 'memberGone';
  const [fault] = findFaults(acting, process);
  if (!fault) return { acting };
  return fault.path.startsWith('steps') ? 'stepGone' : 'filterGone';
}

/** Switches a process off by itself, ends what waits, and tells the owners of the workspace. */
export async function stopProcess(tx: TransactionContext, id: string, fault: ProcessFault): Promise<void> {
  const system = asSystem(tx);
  const process = await findProcessRow(tx.db, id, 'for update');
  if (process?.state !== 'on') return;
  await setProcessState(tx.db, id, { state: 'stopped', fault });
  await skipWaiting(tx.db, id, { code: 'processOff', params: {}, fields: [] });
  const fields = { state: { from: 'on', to: 'stopped' }, fault: { from: null, to: fault } };
  await appendChange(system, { noun: 'process', recordId: id, kind: 'updated', fields });
  for (const member of await listOwners(tx.db))
    await tell(system, { kind: 'processStopped', member, by: null, noun: 'member', ids: [member], text: process.name });
}
