import type { ServerModule } from '../../../server/module.ts';
import { mailRoutes } from './mail.routes.ts';

export { writeByProcess } from './write-by-process.ts';

export const mailModule: ServerModule = { name: 'mail', routes: mailRoutes };
