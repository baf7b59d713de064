import { reachOf } from '../../../server/access/access.ts';
import { actAs } from '../../../server/access/act-as.ts';
import { territoriesOf } from '../../../server/access/sharing.ts';
import { listApiKeyRows } from '../../../server/auth/api-key.repository.ts';
import { findMemberAccount, isMemberElsewhere } from '../../../server/auth/membership.repository.ts';
import { isSecondFactorRequired } from '../../../server/auth/required-factor.ts';
import { hasSecondFactor } from '../../../server/auth/second-factor.repository.ts';
import { listSessionRows } from '../../../server/auth/session.repository.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { getRecord } from '../../../server/records/read.ts';
import { teamRolesOf } from '../../../server/sharing/explain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { actions } from '../../../shared/nouns/role-rights.ts';
import { member } from '../contract/member.object.ts';
import type { MemberProfile } from '../contract/member-profile.api.ts';
import { listTeamsOf } from './member.repository.ts';
import { isGranted } from './role-faults.ts';

/** What a member is and may, as things are now. Throws 403 `roleRequired` for what is another's, 404. */
export async function readProfile(ctx: Context, id: string): Promise<MemberProfile> {
  const isOwn = id === ctx.actor.memberId;
  const { role: callers } = ctx.actor;
  if (!isOwn && callers !== 'owner' && callers !== 'manager')
    throw new AppError(403, 'roleRequired', { roles: ['owner', 'manager'] });
  const found = await getRecord(ctx, member, id);
  // A key, or whoever sees as somebody, is asked about as they are: what narrows the request narrows no role.
  const them = await actAs(ctx, id);
  const { roles, sharing } = ctx.registry.whole;
  const own = roles.find((one) => one.id === found.accessRole?.id);
  return {
    active: them !== null,
    role: them && them.actor.role !== 'system' ? them.actor.role : found.role,
    accessRole: own ? { id: own.id, name: own.name } : null,
    teamRoles: them ? teamRolesOf(them) : [],
    teams: await listTeamsOf(ctx.db, id),
    territories: them ? territoriesOf(sharing, them.actor).map(({ id: one, name }) => ({ id: one, name })) : [],
    rights: them ? rightsOfAll(them, ctx) : [],
    signIn: isOwn || callers === 'owner' ? await readSignIn(ctx, them, id, isOwn) : null,
  };
}

/** Of the types that roles speak of, and that the caller may know of. */
function rightsOfAll(them: Context, caller: Context): MemberProfile['rights'] {
  return caller.registry.nouns
    .filter((noun) => isGranted(noun) && !noun.retired && reachOf(caller, noun, 'read') !== 'none')
    .map((noun) => ({
      noun: noun.name,
      reaches: Object.fromEntries(actions.map((action) => [action, reachOf(them, noun, action)])),
      ...fieldsOf(them, noun),
    }));
}

function fieldsOf({ registry }: Context, noun: Noun) {
  const seen = registry.getNoun(noun.name).fields;
  const whole = registry.whole.getNoun(noun.name).fields;
  const named = (test: (name: string) => boolean) => Object.keys(noun.fields).filter(test);
  return {
    hidden: named((name) => !seen[name]),
    masked: named((name) => seen[name]?.masked === true),
    readOnly: named((name) => seen[name]?.readOnly === true && !whole[name]?.readOnly),
  };
}

function readSignIn(
  ctx: Context,
  them: Context | null,
  id: string,
  isOwn: boolean,
): Promise<NonNullable<MemberProfile['signIn']>> {
  return inTransaction(ctx, (tx) =>
    tx.db.asControl(async (control) => {
      const account = await findMemberAccount(control, tx.workspace.id, id);
      const secondFactorRequired = them !== null && isSecondFactorRequired(them);
      if (!account) return { hasAccount: false, secondFactor: false, secondFactorRequired, sessions: 0, keys: 0 };
      const isTold = isOwn || !(await isMemberElsewhere(control, account.id, tx.workspace.id));
      return {
        ...{ hasAccount: true, secondFactorRequired },
        secondFactor: await hasSecondFactor(control, account.id),
        sessions: isTold ? (await listSessionRows(control, account.id)).length : null,
        keys: (await listApiKeyRows(control, account.id, tx.workspace.id)).length,
      };
    }),
  );
}
