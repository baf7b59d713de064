import { z } from 'zod';
import { type Context, inTransaction } from '../../../server/context.ts';
import { enqueueJob } from '../../../server/jobs/enqueue.ts';
import { defineJob, type Job } from '../../../server/jobs/job.ts';
import { OutgoingError } from '../../../server/outgoing/outgoing-error.ts';
import { outgoingOf } from '../../../server/outgoing/outgoing-of.ts';
import {
  type Attempt,
  claimDue,
  type DueDelivery,
  findNextDue,
  forgetDeliveries,
  noteAttempt,
} from './delivery.repository.ts';
import { pauseAfter, readRetryAfter } from './schedule.ts';
import { openSecret } from './secrets.ts';
import { signedHeaders } from './signature.ts';
import { switchOff } from './switch-off.ts';
import { findWebhookRow, listSecrets, noteHealth } from './webhook.repository.ts';

/** Deliveries under way at once; a job makes so many and leaves the rest to the next. */
const atOnce = 10;
/** Milliseconds the other side has for an answer. */
const timeout = 15_000;
/** Seconds a delivery under way is nobody else's. */
const lease = 25;
/** Bytes of an answer that are kept to be looked at. */
const snippetBytes = 1000;
const daysKept = 30;
/** Milliseconds of nothing but failure after which a webhook is switched off. */
const patience = 5 * 24 * 3_600_000;

/** Sends what is due of a webhook, and asks for itself again when there will be more. */
export const deliverJob: Job = defineJob({
  name: 'webhooks.deliver',
  payload: z.strictObject({ webhook: z.guid() }),
  run: async (ctx, { webhook }, signal) => {
    const hook = await findWebhookRow(ctx.db, webhook);
    if (!hook?.active || hook.disabledAt) return;
    const due = await claimDue(ctx.db, webhook, atOnce, lease);
    const secrets = (await listSecrets(ctx.db, webhook)).flatMap((kept) => openSecret(ctx, kept) ?? []);
    const outcomes = await Promise.all(due.map((one) => deliver(ctx, { url: hook.url, secrets }, one, signal)));
    await forgetDeliveries(ctx.db, daysKept);
    if (outcomes.length > 0) await judge(ctx, webhook, outcomes);
    await inTransaction(ctx, (tx) => askAgain(tx, webhook));
  },
});

/** Has the webhook's deliveries made as they fall due, from within the transaction that wrote them. */
export async function askAgain(tx: Parameters<typeof enqueueJob>[0], webhook: string): Promise<void> {
  const next = await findNextDue(tx.db, webhook);
  if (next) await enqueueJob(tx, deliverJob, { webhook }, { key: webhook, runAt: next });
}

interface Target {
  readonly url: string;
  readonly secrets: readonly string[];
}

/** Makes one attempt and writes it down. The status answered; null without an answer. */
async function deliver(ctx: Context, target: Target, due: DueDelivery, signal: AbortSignal): Promise<number | null> {
  const { attempt, retryAfter } = await attemptOf(ctx, target, due, signal);
  const works = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
  const wait = works ? null : pauseAfter(due.attempts + 1, retryAfter);
  const state = works ? 'delivered' : wait === null ? 'dead' : 'waiting';
  await noteAttempt(ctx.db, due.id, attempt, { state, wait });
  return attempt.status;
}

async function attemptOf(
  ctx: Context,
  { url, secrets }: Target,
  { id, body }: DueDelivery,
  signal: AbortSignal,
): Promise<{ readonly attempt: Attempt; readonly retryAfter: number | null }> {
  // Never unsigned: the other side would learn to take what anybody may have sent.
  if (secrets.length === 0)
    return { attempt: { status: null, milliseconds: 0, fault: 'webhookSecretLost', snippet: '' }, retryAfter: null };
  const begun = performance.now();
  const milliseconds = () => Math.round(performance.now() - begun);
  try {
    const answer = await outgoingOf(ctx).send({
      ...{ url, method: 'POST', body, signal, timeout, maxBytes: snippetBytes, cut: true },
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Rapport-Webhooks/1',
        ...signedHeaders(secrets, { id: `msg_${id}`, at: ctx.now(), body }),
      },
    });
    const snippet = answer.body.toString('utf8').replaceAll('\0', '');
    const attempt = { status: answer.status, milliseconds: milliseconds(), fault: null, snippet };
    return { attempt, retryAfter: readRetryAfter(answer.headers['retry-after'], ctx.now()) };
  } catch (error) {
    // Shutting down is no failure of theirs: whoever comes next takes it up.
    if (signal.aborted || !(error instanceof OutgoingError)) throw error;
    return {
      attempt: { status: null, milliseconds: milliseconds(), fault: error.code, snippet: '' },
      retryAfter: null,
    };
  }
}

/** Switches a webhook off that says it is gone, or that has done nothing but fail for days. */
async function judge(ctx: Context, webhook: string, statuses: readonly (number | null)[]): Promise<void> {
  const works = statuses.some((status) => status !== null && status >= 200 && status < 300);
  const since = await noteHealth(ctx.db, webhook, works);
  if (statuses.includes(410)) await switchOff(ctx, webhook, 'gone');
  else if (since && ctx.now().getTime() - Date.parse(since) > patience) await switchOff(ctx, webhook, 'failing');
}
