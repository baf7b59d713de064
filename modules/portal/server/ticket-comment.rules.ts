import type { TransactionContext } from '../../../server/context.ts';
import { getRecord } from '../../../server/records/read.ts';
import { defineRules, type Values } from '../../../server/records/rules.ts';
import { invalidField } from '../../../shared/errors.ts';
import { ticket } from '../../projects/contract/index.ts';
import { ticketComment } from '../contract/index.ts';

/** Who said it is who wrote it; what was said stays as it was read. */
export const ticketCommentRules = defineRules({
  noun: ticketComment,
  concerns: ['body', 'ticket'],
  beforeCreate: async (ctx, values) => ({ ...values, ...(await saidBy(ctx, values)) }),
  async beforeUpdate(_ctx, _before, patch) {
    for (const name of ['body', 'ticket']) if (name in patch) throw invalidField(name, 'commentSent');
    return patch;
  },
});

async function saidBy(ctx: TransactionContext, values: Values): Promise<Values> {
  const whole = { ...ctx, registry: ctx.registry.whole };
  const about = await getRecord(whole, ticket, String(values.ticket), { fields: ['person', 'company'] });
  const company = about.company?.id ?? null;
  if (ctx.client) return { direction: 'fromClient', author: null, person: ctx.client.person, company };
  return { direction: 'toClient', author: ctx.actor.memberId, person: about.person?.id ?? null, company };
}
