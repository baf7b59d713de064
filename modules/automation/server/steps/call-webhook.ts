import { sendRecord } from '../../../webhooks/server/index.ts';
import type { StepOf } from '../../contract/index.ts';
import type { Outcome, StepWorld } from './step-world.ts';

/** Has a webhook sent the record, as whoever made the webhook and its role may read it. */
export async function callWebhook({ acting, noun, record }: StepWorld, step: StepOf<'webhook'>): Promise<Outcome> {
  const isSent = await sendRecord(acting, step.webhook, { noun: noun.name, id: record.id });
  return { made: [], notes: isSent ? [] : [{ what: 'notSent', member: null, fields: [] }] };
}
