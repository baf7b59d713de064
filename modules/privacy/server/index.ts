import type { ServerModule } from '../../../server/module.ts';
import { privacyRoutes } from './privacy.routes.ts';

/** What is held about a person, and its erasure. */
export const privacyModule: ServerModule = { name: 'privacy', routes: privacyRoutes };
