import type { ServerModule } from '../../../server/module.ts';
import { customFieldRoutes } from './custom-fields.routes.ts';
import { customNounRoutes } from './custom-nouns.routes.ts';

/** What a workspace makes of the nouns: fields and nouns of its own. */
export const customisationModule: ServerModule = {
  name: 'customisation',
  routes: [...customNounRoutes, ...customFieldRoutes],
};
