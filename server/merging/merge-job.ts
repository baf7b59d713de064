import { z } from 'zod';

/** The job that merges records many others point at, or undoes that; what it does is `merge.job.ts`'s to say. */
export const mergeJob = { name: 'records.merge', payload: z.strictObject({ id: z.guid() }) };

/** The job that looks after a merge for what was written while it was done; what it does is `late-pointers.job.ts`'s to say. */
export const latePointersJob = {
  name: 'records.latePointers',
  payload: z.strictObject({
    id: z.guid(),
    /** A moment after the merge was there for all to see; null until it is known. */
    since: z.string().nullable(),
  }),
};
