import type { Database } from '../db/database.ts';
import type { FindIdentity } from './identity.ts';
import { isMemberElsewhere } from './membership.repository.ts';
import { findProvider } from './provider.repository.ts';

/**
 * Whether an account may have a session: a member of some workspace stands behind it. Where its only workspace wants all but owners to come
 * by the provider, it takes that; an account of several workspaces has no provider that speaks for it.
 */
export function createSessionRule({ control }: Pick<Database, 'control'>, findIdentity: FindIdentity) {
  return async (accountId: string, byProvider: boolean): Promise<'yes' | 'no' | 'byProviderOnly'> => {
    const identity = await findIdentity(accountId);
    if (!identity) return 'no';
    if (byProvider || identity.standing.role === 'owner') return 'yes';
    const provider = await findProvider(control, identity.workspace.id);
    if (!provider?.isRequired || (await isMemberElsewhere(control, accountId, identity.workspace.id))) return 'yes';
    return 'byProviderOnly';
  };
}
