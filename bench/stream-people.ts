import { createApiKey } from '../server/auth/api-key.ts';
import { insertMembership } from '../server/auth/membership.repository.ts';
import type { Context } from '../server/context.ts';
import type { Database } from '../server/db/database.ts';
import { createRecord } from '../server/records/create.ts';

/** So many sellers with an account of their own; answers a key for each. */
export async function hirePeople(database: Database, ctx: Context, count: number): Promise<readonly string[]> {
  const member = ctx.registry.getNoun('member');
  const keys: string[] = [];
  for (let index = 0; index < count; index++) {
    const { id } = await createRecord(ctx, member, { name: `Seller ${index}`, role: 'seller' });
    const key = await database.control.transaction(async (tx) => {
      const [account] = await tx.query<{ id: string }>({
        text: 'insert into auth_user (name, email) values ($1, $2) returning id',
        values: [`Seller ${index}`, `seller${index}@bench.example`],
      });
      if (!account) throw new Error('No account was made');
      await insertMembership(tx, account.id, ctx.workspace.id, id);
      const holder = { accountId: account.id, workspaceId: ctx.workspace.id };
      return createApiKey(tx, holder, { name: 'bench', days: null });
    });
    keys.push(key.key);
  }
  return keys;
}
