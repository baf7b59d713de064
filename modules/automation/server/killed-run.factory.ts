import { systemContext, type Workspace } from '../../../server/context.ts';
import { openDatabase } from '../../../server/db/open.ts';
import { drainJobs } from '../../../server/jobs/start-jobs.ts';
import { createRegistry } from '../../../server/metadata/registry.ts';
import { serverModules } from '../../../server/modules.ts';
import { runJob } from './run.job.ts';

type Connection = Parameters<typeof openDatabase>[0]['connection'];

/** Runs what waits of processes, as a server process of its own that is there to be killed. */
async function work(connection: Connection, workspace: Workspace): Promise<void> {
  const database = await openDatabase({ connection });
  const print = (...parts: unknown[]) => console.log(...parts);
  const ctx = systemContext(database, createRegistry(serverModules), workspace);
  await drainJobs({
    ...{ database, log: { info: print, warn: print, error: print }, jobs: [runJob] },
    findWorkspace: async () => workspace,
    contextOf: () => ctx,
  });
}

const told = process.argv[2];
if (told?.startsWith('{')) {
  const { connection, workspace } = JSON.parse(told) as { connection: Connection; workspace: Workspace };
  await work(connection, workspace);
}
