import { z } from 'zod';

/** The job that merges records many others point at, or undoes that; what it does is `merge.job.ts`'s to say. */
export const mergeJob = { name: 'records.merge', payload: z.strictObject({ id: z.guid() }) };
