import type { Listener } from '../../../server/changes/change.ts';
import { person } from '../../people/contract/index.ts';
import { deleteAccountsOf } from './account.repository.ts';

/**
 * Whose person lies in the bin is shut out with the next request (`useSession`); here the account goes for good, so that taking the record
 * back lets nobody in: that is a decision of its own. Who became part of somebody else keeps theirs.
 */
export const goneListener: Listener = {
  name: 'portal.gone',
  nouns: [person.name],
  async handle(ctx, changes) {
    const gone = changes.filter(({ kind }) => kind === 'deleted').map(({ recordId }) => recordId);
    if (gone.length > 0) await deleteAccountsOf(ctx.db, gone);
  },
};
