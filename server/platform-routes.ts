import { feedRoutes } from './changes/feed.routes.ts';
import type { Route } from './http/route.ts';
import { metadataRoutes } from './metadata/metadata.routes.ts';
import { workspaceNounRoutes } from './records/workspace-noun-routes.ts';

/** The routes that are no noun's, no module's and not of signing in. */
export const platformRoutes: readonly Route[] = [...metadataRoutes, ...feedRoutes, ...workspaceNounRoutes];
