import type { Witness } from '../../../server/changes/witness.ts';
import { recordVersion } from '../../../server/configuration/record-version.ts';

/** Keeps a version with each change of the configuration: whoever made it, and however. */
export function keepVersions(nouns: readonly string[]): Witness {
  return {
    name: 'configuration.versions',
    nouns,
    beforeCommit: (ctx) => {
      const { actor, through } = ctx;
      return recordVersion(ctx, { at: ctx.now().toISOString(), member: actor.memberId, through });
    },
  };
}
