import { resetJob } from './auth/reset-job.ts';
import { accountJob } from './auth/tell-of-account.ts';
import { bulkRoutes } from './bulk/bulk.routes.ts';
import { bulkWork } from './bulk/bulk-work.ts';
import type { Listener } from './changes/change.ts';
import { feedRoutes } from './changes/feed.routes.ts';
import { fileRoutes } from './files/file.routes.ts';
import { readFilesJob } from './files/text/read-job.ts';
import type { Route } from './http/route.ts';
import { indexListener, keepIndexesJob } from './indexes/keep-indexes.ts';
import type { Job } from './jobs/job.ts';
import { sendJob } from './mail/send-job.ts';
import { latePointersWork } from './merging/late-pointers.job.ts';
import { mergeWork } from './merging/merge.job.ts';
import { metadataRoutes } from './metadata/metadata.routes.ts';
import { firstPagesRoutes } from './records/first-pages.routes.ts';
import { workspaceNounRoutes } from './records/workspace-noun-routes.ts';
import { revealRoutes } from './reveal/reveal.routes.ts';
import { sealListener } from './seals/seal.listener.ts';
import { sharingRoutes } from './sharing/share.routes.ts';
import { timelineRoutes } from './timeline/timeline.routes.ts';

/** The routes that are no noun's, no module's and not of signing in. */
export const platformRoutes: readonly Route[] = [
  ...metadataRoutes,
  ...feedRoutes,
  ...bulkRoutes,
  ...fileRoutes,
  ...timelineRoutes,
  ...firstPagesRoutes,
  ...sharingRoutes,
  ...revealRoutes,
  ...workspaceNounRoutes,
];

/** The jobs of no module. */
export const platformJobs: readonly Job[] = [
  bulkWork,
  mergeWork,
  latePointersWork,
  keepIndexesJob,
  sendJob,
  resetJob,
  accountJob,
  readFilesJob,
];

/** The listeners of no module. */
export const platformListeners: readonly Listener[] = [indexListener, sealListener];
