import type { ServerModule } from '../../../server/module.ts';
import { deliverJob } from './deliver.job.ts';
import { forgetDeliveriesAbout } from './delivery.repository.ts';
import { sealedSecrets } from './secrets.ts';
import { webhookDdl } from './webhook.ddl.ts';
import { webhookListener } from './webhook.listener.ts';
import { webhookRoutes } from './webhook.routes.ts';

export { isCallable, sendRecord } from './send-record.ts';

export const webhooksModule: ServerModule = {
  name: 'webhooks',
  routes: webhookRoutes,
  listeners: [webhookListener],
  jobs: [deliverJob],
  ddl: webhookDdl,
  sealed: sealedSecrets,
  forget: ({ db }, { ids }) => forgetDeliveriesAbout(db, ids),
};
