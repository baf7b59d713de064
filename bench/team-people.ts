import { accessRole, member, sharingRule, team } from '../modules/workspace/contract/index.ts';
import type { Context } from '../server/context.ts';
import { createRecord } from '../server/records/create.ts';
import { deleteRecord } from '../server/records/remove.ts';
import { updateRecord } from '../server/records/update.ts';
import type { Ground } from './ground.ts';
import { type Hired, hirePeople } from './stream-people.ts';

const ofTeam = { read: 'team', update: 'team', delete: 'own' };

/** Two rules that open to everyone people of some places, and those of companies of one industry. */
const rules = [
  { name: 'Directors', where: { field: 'jobTitle', op: 'contains', value: 'director' } },
  { name: 'Of retail', where: { field: 'company.industry', op: 'is', value: 'retail' } },
];

/** Lets two rules hold while `act` runs, and takes them away again: a kept ground serves other measurements too. */
export async function withRules(ctx: Context, act: () => Promise<void>): Promise<void> {
  const made = [];
  for (const { name, where } of rules) {
    const opens = { noun: 'person', where };
    made.push(await createRecord(ctx, sharingRule, { name, everyone: true, opens }));
  }
  try {
    await act();
  } finally {
    for (const { id } of made) await deleteRecord(ctx, sharingRule, id);
  }
}

/** Puts the members into one team, with a new seller who sees the team's and, of people, not everything. */
export async function hireSellerOfTeam(
  { ctx, database }: Pick<Ground, 'ctx' | 'database'>,
  memberIds: readonly string[],
): Promise<Hired> {
  const [seller] = await hirePeople(database, ctx, 1);
  if (!seller) throw new Error('Nobody was hired');
  const name = `Bench ${seller.memberId}`;
  const { id: together } = await createRecord(ctx, team, { name });
  for (const id of [...memberIds, seller.memberId]) await updateRecord(ctx, member, id, { team: together });
  const role = await createRecord(ctx, accessRole, {
    ...{ name, base: 'seller' },
    grants: { company: ofTeam, person: ofTeam, deal: ofTeam, task: ofTeam, note: ofTeam },
    fieldRights: { person: { birthday: 'hidden', description: 'hidden', source: 'hidden' } },
  });
  await updateRecord(ctx, member, seller.memberId, { accessRole: role.id });
  return seller;
}
