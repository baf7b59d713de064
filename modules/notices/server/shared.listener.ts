import { z } from 'zod';
import type { Change, Listener } from '../../../server/changes/change.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { member as memberNoun, team as teamNoun } from '../../workspace/contract/index.ts';
import { isFresh } from './is-news.ts';
import { tell } from './tell.ts';

/** What the log says of a share. */
const given = z.object({ member: z.string().nullable(), team: z.string().nullable() });

/** Tells those with whom a record is shared by hand, the members of a team and of those below it one by one. */
export const sharedListener: Listener = {
  name: 'notices.shared',
  handle: (ctx, changes) =>
    inTransaction(ctx, async (tx) => {
      for (const change of changes) if (isShare(tx, change)) await tellOf(tx, change);
    }),
};

function isShare(ctx: Context, change: Change): boolean {
  return change.kind === 'shared' && isFresh(ctx, change);
}

async function tellOf(tx: TransactionContext, { memberId: by, noun, recordId, fields }: Change): Promise<void> {
  const { member, team } = given.parse(fields.sharedWith?.to);
  for (const receiver of member ? [member] : await membersBelow(tx, team))
    if (receiver !== by) await tell(tx, { kind: 'shared', member: receiver, by, noun, ids: [recordId] });
}

async function membersBelow(tx: TransactionContext, team: string | null): Promise<readonly string[]> {
  const teams = new Set(team ? [team] : []);
  for (let level = [...teams]; level.length > 0; ) {
    const children = (await readMany(tx, teamNoun, 'parent', level)).map(({ id }) => id).filter((id) => !teams.has(id));
    for (const id of children) teams.add(id);
    level = children;
  }
  return (await readMany(tx, memberNoun, 'team', [...teams])).map(({ id }) => id);
}
