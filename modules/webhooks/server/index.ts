import type { ServerModule } from '../../../server/module.ts';
import { deliverJob } from './deliver.job.ts';
import { webhookDdl } from './webhook.ddl.ts';
import { webhookListener } from './webhook.listener.ts';
import { webhookRoutes } from './webhook.routes.ts';

export const webhooksModule: ServerModule = {
  name: 'webhooks',
  routes: webhookRoutes,
  listeners: [webhookListener],
  jobs: [deliverJob],
  ddl: webhookDdl,
};
