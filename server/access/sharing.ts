import { checkFilter } from '../../shared/filter/check.ts';
import type { FindNoun } from '../../shared/filter/field-path.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import type { SharingRule, Territory } from '../../shared/nouns/sharing.ts';
import type { Actor } from '../context.ts';

/** What widens and narrows the reach of rights in a workspace. */
export interface Sharing {
  readonly rules: readonly SharingRule[];
  readonly territories: readonly Territory[];
  /** Nouns of which a record ever was shared by hand. */
  readonly shared: ReadonlySet<string>;
  /** Nouns of which a record ever was restricted. */
  readonly restricted: ReadonlySet<string>;
}

export const noSharing: Sharing = { rules: [], territories: [], shared: new Set(), restricted: new Set() };

/** Without what does not fit the nouns any more: a filter over a field that is gone opens nothing. */
export function fittingSharing(sharing: Sharing, nouns: FindNoun): Sharing {
  const fits = (name: string, where: Filter) => {
    const noun = nouns(name);
    return noun !== null && checkFilter(where, noun, nouns).length === 0;
  };
  return {
    ...sharing,
    rules: sharing.rules.filter(({ noun, where }) => fits(noun, where)),
    territories: sharing.territories.map((territory) => ({
      ...territory,
      where: Object.fromEntries(Object.entries(territory.where).filter(([noun, where]) => fits(noun, where))),
    })),
  };
}

/** The rules that open something to the actor. */
export function rulesFor({ rules }: Sharing, actor: Actor): readonly SharingRule[] {
  return rules.filter(
    ({ member, team }) =>
      (member === null && team === null) ||
      (member !== null && member === actor.memberId) ||
      (team !== null && (actor.teamIds ?? []).includes(team)),
  );
}

/** The territories the actor works, and those below them. */
export function territoriesOf({ territories }: Sharing, actor: Actor): readonly Territory[] {
  const mine = territories.filter(({ members }) => actor.memberId !== null && members.includes(actor.memberId));
  const found = new Set(mine);
  // A set takes what is added while it is walked through: so down to the last, and once round where they run in a circle.
  for (const { id } of found) for (const child of territories) if (child.parent === id) found.add(child);
  return [...found];
}
