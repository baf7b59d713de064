import { resetJob } from './auth/reset-job.ts';
import { bulkRoutes } from './bulk/bulk.routes.ts';
import { bulkWork } from './bulk/bulk-work.ts';
import type { Listener } from './changes/change.ts';
import { feedRoutes } from './changes/feed.routes.ts';
import { fileRoutes } from './files/file.routes.ts';
import type { Route } from './http/route.ts';
import { indexListener, keepIndexesJob } from './indexes/keep-indexes.ts';
import type { Job } from './jobs/job.ts';
import { sendJob } from './mail/send-job.ts';
import { metadataRoutes } from './metadata/metadata.routes.ts';
import { workspaceNounRoutes } from './records/workspace-noun-routes.ts';

/** The routes that are no noun's, no module's and not of signing in. */
export const platformRoutes: readonly Route[] = [
  ...metadataRoutes,
  ...feedRoutes,
  ...bulkRoutes,
  ...fileRoutes,
  ...workspaceNounRoutes,
];

/** The jobs of no module. */
export const platformJobs: readonly Job[] = [bulkWork, keepIndexesJob, sendJob, resetJob];

/** The listeners of no module. */
export const platformListeners: readonly Listener[] = [indexListener];
