import { recheckDomains } from '../../../server/auth/domain-proof.ts';
import { asSystem, type Context } from '../../../server/context.ts';
import { outgoingOf } from '../../../server/outgoing/outgoing-of.ts';
import { tell } from '../../notices/server/index.ts';
import { listOwners } from './alarm.repository.ts';

/** Looks whether the domains of a company sign-in are still proved, and tells owners where one is not. */
export function watchDomains(ctx: Context): Promise<void> {
  return recheckDomains(ctx, outgoingOf(ctx).findTexts, async (tx) => {
    for (const member of await listOwners(tx.db))
      await tell(asSystem(tx), { kind: 'domain', member, by: null, noun: 'member', ids: [member] });
  });
}
