import { AppError } from '../../shared/errors.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import type { Context } from '../context.ts';
import type { Queryable } from '../db/database.ts';
import { createRecord } from '../records/create.ts';
import { getRecord } from '../records/read.ts';
import { findAccountByEmail, insertAccount } from './account.repository.ts';
import { assertNowhereElse, findMemberId } from './member-account.ts';
import { findMemberAccount, insertMembership, listMemberships } from './membership.repository.ts';
import { findLinked, linkIdentity, type ProviderRow } from './provider.repository.ts';
import type { Vouched } from './provider-client.ts';

/** Somebody a provider vouches for. */
export interface Entering {
  readonly account: string;
  /** Whether they are known to be the account's holder; otherwise only its address is the same. */
  readonly isLinked: boolean;
}

/**
 * Whose account somebody is for whom the workspace's provider vouches; made where the provider may. `ctx` is the workspace's own, of the
 * system. An address alone links nothing: it must be verified, of a domain that is proved to be the company's, and of an account that is a member here
 * and nowhere else: whoever owns one workspace names its provider, and must not get into another by it. An account that is there already is
 * linked by its holder alone (`provider-link.ts`): an owner who names the provider must not come in as another owner.
 * @throws {AppError} 403 `providerUnverified`, `providerDomain`, `providerUnproved`, `providerNoMember`, 409 `accountElsewhere`.
 */
export function letIn(outside: Context, provider: ProviderRow, person: Vouched): Promise<Entering> {
  return outside.db.transaction(async (db) => {
    const ctx = { ...outside, db };
    const linked = await db.asControl((control) => findLinked(control, provider, person.subject));
    if (linked) {
      await db.asControl((control) => assertNowhereElse(control, linked, provider.workspace));
      return { account: linked, isLinked: true };
    }
    const email = verifiedEmail(provider, person);
    const known = await db.asControl((control) => findAccountByEmail(control, email));
    if (known) {
      await db.asControl((control) => assertOursAlone(control, provider, known.id));
      return { account: known.id, isLinked: false };
    }
    const account = await makeMember(ctx, provider, email, person.name ?? email);
    await db.asControl((control) => linkIdentity(control, provider, person.subject, account));
    return { account, isLinked: true };
  });
}

function verifiedEmail({ domains, proved }: ProviderRow, { email, isEmailVerified }: Vouched): string {
  if (!email || !isEmailVerified) throw new AppError(403, 'providerUnverified');
  const domain = email.slice(email.lastIndexOf('@') + 1);
  if (!domains.includes(domain)) throw new AppError(403, 'providerDomain');
  if (!proved.includes(domain)) throw new AppError(403, 'providerUnproved');
  return email;
}

/** Nothing is told of accounts that are no member here. */
async function assertOursAlone(control: Queryable, { workspace }: ProviderRow, account: string): Promise<void> {
  const [here] = await listMemberships(control, account, workspace);
  if (!here) throw new AppError(403, 'providerNoMember');
  await assertNowhereElse(control, account, workspace);
}

/** The account of a new member, or of one who has none yet. */
async function makeMember(ctx: Context, provider: ProviderRow, email: string, name: string): Promise<string> {
  if (!provider.makesMembers) throw new AppError(403, 'providerNoMember');
  const noun = ctx.registry.getNoun('member');
  const found = await findMemberId(ctx, email);
  const member: AnyRecord = found
    ? await getRecord(ctx, noun, found)
    : await createRecord(ctx, noun, { name, email, role: provider.role });
  if (!member.active || member.deletedAt) throw new AppError(403, 'providerNoMember');
  return ctx.db.transaction((db) =>
    db.asControl(async (control) => {
      if (await findMemberAccount(control, provider.workspace, member.id)) throw new AppError(403, 'providerNoMember');
      const account = await insertAccount(control, email, name);
      if (!account) throw new AppError(409, 'busy');
      await insertMembership(control, account.id, provider.workspace, member.id);
      return account.id;
    }),
  );
}
