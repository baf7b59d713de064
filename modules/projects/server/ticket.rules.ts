import { mayKnow } from '../../../server/access/access.ts';
import { withOwnFields } from '../../../server/access/seen-registry.ts';
import type { TransactionContext } from '../../../server/context.ts';
import { findRecordText } from '../../../server/records/read.ts';
import { defineRules, type Values } from '../../../server/records/rules.ts';
import type { Reference } from '../../../shared/nouns/value.ts';
import { person } from '../../people/contract/index.ts';
import { ticket } from '../contract/index.ts';

/** A ticket remembers when it was solved, and of whoever asks it knows the company. */
export const ticketRules = defineRules({
  noun: ticket,
  concerns: ['state'],
  async beforeCreate(ctx, values) {
    const solvedAt = isOver(values.state) && ctx.through !== 'import' ? ctx.now().toISOString() : null;
    return { ...(await withCompany(ctx, values)), solvedAt };
  },
  async beforeUpdate(ctx, before, patch) {
    if (!('state' in patch) || isOver(patch.state) === isOver(before.state)) return patch;
    return { ...patch, solvedAt: isOver(patch.state) ? ctx.now().toISOString() : null };
  },
});

const isOver = (state: unknown): boolean => state === 'solved' || state === 'closed';

/** As far as the actor may see it. */
async function withCompany(ctx: TransactionContext, values: Values): Promise<Values> {
  if (values.company || typeof values.person !== 'string' || !mayKnow(withOwnFields(ctx), person, 'company'))
    return values;
  const found = await findRecordText(ctx, person, values.person, { fields: ['company'] });
  const company = found ? (JSON.parse(found.json) as { company?: Reference | null }).company : null;
  return company ? { ...values, company: company.id } : values;
}
