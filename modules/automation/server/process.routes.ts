import { readVersion, versionTag } from '../../../server/http/record-version.ts';
import { defineRoute, Reply } from '../../../server/http/route.ts';
import * as api from '../contract/index.ts';
import { listProcessesOf, makeProcess, modifyProcess, removeProcess, switchProcessOf } from './process.service.ts';
import { listRunsOf, tryOut, tryRunAgain } from './run.service.ts';

/** Which noun somebody may configure the verbs ask themselves. */
export const processRoutes = [
  defineRoute(api.listProcesses, 'configuring', async (ctx) => ({ items: await listProcessesOf(ctx) })),
  defineRoute(api.createProcess, 'configuring', (ctx, { body }) => makeProcess(ctx, body)),
  defineRoute(api.tryProcess, 'configuring', (ctx, { body }) => tryOut(ctx, body)),
  defineRoute(api.changeProcess, 'configuring', async (ctx, { params, body, headers }) => {
    const process = await modifyProcess(ctx, params.id, body, readVersion(headers.ifMatch));
    return new Reply(process, { headers: { etag: versionTag(process.version) } });
  }),
  defineRoute(api.deleteProcess, 'configuring', async (ctx, { params }) => {
    await removeProcess(ctx, params.id);
    return {};
  }),
  defineRoute(api.switchProcess, 'configuring', (ctx, { params, body }) => switchProcessOf(ctx, params.id, body.on)),
  defineRoute(api.listRuns, 'configuring', (ctx, { params, query }) => listRunsOf(ctx, params.id, query)),
  defineRoute(api.runAgain, 'configuring', async (ctx, { params }) => {
    await tryRunAgain(ctx, params.id, params.run);
    return {};
  }),
];
