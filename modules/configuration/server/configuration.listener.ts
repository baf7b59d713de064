import type { Listener } from '../../../server/changes/change.ts';
import { recordVersion } from '../../../server/configuration/record-version.ts';
import { inTransaction } from '../../../server/context.ts';

/** Keeps a version whenever something of the configuration has changed: whoever changed it, and however. */
export function keepVersions(nouns: readonly string[]): Listener {
  return {
    name: 'configuration.versions',
    nouns,
    async handle(ctx, changes) {
      const last = changes.at(-1);
      if (!last) return;
      const author = { at: last.at, member: last.memberId, through: last.through };
      await inTransaction(ctx, (tx) => recordVersion(tx, author));
    },
  };
}
