import { accessRole, member, sharingRule, team } from '../modules/workspace/contract/index.ts';
import { createApiKey } from '../server/auth/api-key.ts';
import { insertMembership } from '../server/auth/membership.repository.ts';
import type { Context } from '../server/context.ts';
import { createRecord } from '../server/records/create.ts';
import { deleteRecord } from '../server/records/remove.ts';
import { updateRecord } from '../server/records/update.ts';
import { newId } from '../server/records/uuid.ts';
import type { Ground } from './ground.ts';

/** A seller who asks by a key of their own, and how many members share their team. */
export interface SellerOfTeam {
  readonly memberId: string;
  readonly key: string;
}

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

/** Puts the members into one team and lets the first of them sign in as a seller who sees the team's and, of people, not everything. */
export async function hireSellerOfTeam(
  { ctx, database }: Pick<Ground, 'ctx' | 'database'>,
  memberIds: readonly string[],
): Promise<SellerOfTeam> {
  const name = `Bench ${newId()}`;
  const { id: together } = await createRecord(ctx, team, { name });
  for (const id of memberIds) await updateRecord(ctx, member, id, { team: together });
  const role = await createRecord(ctx, accessRole, {
    ...{ name, base: 'seller' },
    grants: { company: ofTeam, person: ofTeam, deal: ofTeam, task: ofTeam, note: ofTeam },
    fieldRights: { person: { birthday: 'hidden', description: 'hidden', source: 'hidden' } },
  });
  const memberId = memberIds[0] ?? '';
  await updateRecord(ctx, member, memberId, { accessRole: role.id });
  const key = await database.control.transaction(async (tx) => {
    const [account] = await tx.query<{ id: string }>({
      text: 'insert into auth_user (name, email) values ($1, $2) returning id',
      values: [name, `${newId()}@bench.example`],
    });
    if (!account) throw new Error('No account was made');
    await insertMembership(tx, account.id, ctx.workspace.id, memberId);
    return createApiKey(tx, { accountId: account.id, workspaceId: ctx.workspace.id }, { name: 'bench', days: null });
  });
  return { memberId, key: key.key };
}
