import { createApiKey } from '../server/auth/api-key.ts';
import { insertMembership } from '../server/auth/membership.repository.ts';
import type { Context } from '../server/context.ts';
import type { Database } from '../server/db/database.ts';
import { createRecord } from '../server/records/create.ts';

/** Somebody who asks by a key of their own. */
export interface Hired {
  readonly memberId: string;
  readonly key: string;
}

/** So many sellers with an account of their own and a key for each. */
export async function hirePeople(database: Database, ctx: Context, count: number): Promise<readonly Hired[]> {
  const member = ctx.registry.getNoun('member');
  const hired: Hired[] = [];
  for (let index = 0; index < count; index++) {
    const { id } = await createRecord(ctx, member, { name: `Seller ${index}`, role: 'seller' });
    const { key } = await database.control.transaction(async (tx) => {
      const [account] = await tx.query<{ id: string }>({
        text: 'insert into auth_user (name, email) values ($1, $2) returning id',
        // A ground that is kept has those of the time before.
        values: [`Seller ${index}`, `${id}@bench.example`],
      });
      if (!account) throw new Error('No account was made');
      await insertMembership(tx, account.id, ctx.workspace.id, id);
      const holder = { accountId: account.id, workspaceId: ctx.workspace.id };
      return createApiKey(tx, holder, { name: 'bench', days: null });
    });
    hired.push({ memberId: id, key });
  }
  return hired;
}
