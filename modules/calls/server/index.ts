import type { ServerModule } from '../../../server/module.ts';
import { clearCalls, forgetCalls } from './call.repository.ts';
import { escalateJob } from './call-back.ts';
import { callsDdl } from './calls.ddl.ts';
import { callRoutes } from './calls.routes.ts';
import { sealedKeys } from './exchange-key.ts';
import { phoneNoun } from './tell-phones.ts';

export const callsModule: ServerModule = {
  name: 'calls',
  routes: callRoutes,
  jobs: [escalateJob],
  ddl: callsDdl,
  sealed: sealedKeys,
  toldAlone: [phoneNoun],
  everyDay: ({ db }) => clearCalls(db),
  forget: ({ db }, erased) => forgetCalls(db, erased),
};
