import { changeDdl } from '../changes/change-ddl.ts';
import { idempotencyDdl } from '../http/idempotency.repository.ts';
import type { WorkspaceDdl } from './migrate.ts';

/** The platform's own tables in every workspace. */
export const platformDdl: WorkspaceDdl = [...changeDdl, ...idempotencyDdl];
