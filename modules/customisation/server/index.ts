import type { ServerModule } from '../../../server/module.ts';
import { customFieldRoutes } from './custom-fields.routes.ts';

/** What a workspace makes of the nouns: fields of its own. */
export const customisationModule: ServerModule = { name: 'customisation', routes: customFieldRoutes };
