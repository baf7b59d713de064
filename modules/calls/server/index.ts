import type { ServerModule } from '../../../server/module.ts';
import { recording } from '../contract/index.ts';
import { clearCalls, forgetCalls } from './call.repository.ts';
import { escalateJob } from './call-back.ts';
import { callsDdl } from './calls.ddl.ts';
import { callRoutes } from './calls.routes.ts';
import { eraseOutdated, eraseRecordings } from './erase-recordings.ts';
import { sealedKeys } from './exchange-key.ts';
import { recordingPolicy } from './recording.policy.ts';
import { recordingRoutes } from './recording.routes.ts';
import { fetchJob } from './recording.service.ts';
import { phoneNoun } from './tell-phones.ts';

export { findClient } from './find-client.ts';

export const callsModule: ServerModule = {
  name: 'calls',
  nouns: [recording],
  policies: [recordingPolicy],
  routes: [...callRoutes, ...recordingRoutes],
  jobs: [escalateJob, fetchJob],
  ddl: callsDdl,
  inUse: 'exists (select from phone_exchange)',
  sealed: sealedKeys,
  toldAlone: [phoneNoun],
  everyDay: async (ctx) => {
    await clearCalls(ctx.db);
    await eraseOutdated(ctx);
  },
  forget: async (tx, erased) => {
    await eraseRecordings(tx, erased.ids);
    await forgetCalls(tx.db, erased);
  },
};
