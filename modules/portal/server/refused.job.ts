import { z } from 'zod';
import { appendAccess } from '../../../server/access-log/access-log.repository.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { enqueueJob } from '../../../server/jobs/enqueue.ts';
import { defineJob, type Job } from '../../../server/jobs/job.ts';
import { person } from '../../people/contract/index.ts';
import { findByEmail } from './account.repository.ts';
import { countRefused } from './session.repository.ts';

const payload = z.strictObject({
  email: z.string(),
  address: z.string(),
  userAgent: z.string().nullable(),
  at: z.string(),
});

/** So many refusals are written down within an hour: from one address, and from all. */
const most = { fromOne: 50, fromAll: 500 } as const;

/** Writes down where owners look who signs in that somebody was not let into the portal, and at whose card, if at anybody's. */
export const refusedJob: Job<typeof payload> = defineJob({
  name: 'portal.refused',
  payload,
  run: async (ctx, { email, address, userAgent, at }) => {
    const { fromOne, fromAll } = await countRefused(ctx.db, address);
    if (fromOne >= most.fromOne || fromAll >= most.fromAll) return;
    const account = await findByEmail(ctx.db, email);
    const whose = account ? { noun: person.name, ids: [account.person] } : { noun: null };
    const facts = { at, address, ...whose, records: 0, details: { userAgent } };
    await appendAccess(ctx.db, [{ member: null, door: 'portal', kind: 'signInFailed', ...facts }]);
  },
});

export interface Refused {
  readonly email: string;
  readonly address: string;
  readonly userAgent: string | null;
}

/** Has it written down: by a job, so that what a refusal takes does not tell whether there is such an account. */
export function noteRefused(ctx: Context, { userAgent, ...refused }: Refused): Promise<void> {
  const facts = { ...refused, userAgent: userAgent?.slice(0, 300) ?? null, at: ctx.now().toISOString() };
  return inTransaction(ctx, (tx) => enqueueJob(tx, refusedJob, facts));
}
