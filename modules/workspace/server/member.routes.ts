import { assertAtBrowser } from '../../../server/auth/at-browser.ts';
import { assertNoService, findAccountOf, giveAccount } from '../../../server/auth/member-account.ts';
import { hasSecondFactor } from '../../../server/auth/second-factor.repository.ts';
import { appendChange } from '../../../server/changes/append.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { defineRoute, JsonText } from '../../../server/http/route.ts';
import { getRecord } from '../../../server/records/read.ts';
import { updateRecordText } from '../../../server/records/update.ts';
import { AppError } from '../../../shared/errors.ts';
import {
  deactivateMember,
  getMemberAccount,
  giveMemberAccount,
  resetMemberSecondFactor,
  seeAsMember,
} from '../contract/member.api.ts';
import { member } from '../contract/member.object.ts';
import { resetSecondFactorOf } from './required-factor.service.ts';

export const memberRoutes = [
  defineRoute(getMemberAccount, ['owner'], async (ctx, { params }) => {
    const account = await findAccountOf(ctx, params.id);
    if (!account) return { account: null };
    const secondFactor = await inTransaction(ctx, (tx) =>
      tx.db.asControl((control) => hasSecondFactor(control, account.id)),
    );
    return { account: { email: account.email, secondFactor } };
  }),
  defineRoute(resetMemberSecondFactor, ['owner'], async (ctx, { params }) => {
    await resetSecondFactorOf(ctx, params.id);
    return {};
  }),
  defineRoute(giveMemberAccount, ['owner'], async (ctx, { params, body }) => {
    assertAtBrowser(ctx);
    return new JsonText(JSON.stringify(await giveAccount(ctx, params.id, body)));
  }),
  defineRoute(seeAsMember, ['owner'], async (ctx, { params }) => {
    assertAtBrowser(ctx);
    await noteSeeing(ctx, params.id);
    return {};
  }),
  // What follows from it (sessions, keys, the last owner) is for every way of doing it: member.rules.ts.
  defineRoute(
    deactivateMember,
    ['owner'],
    async (ctx, { params }) => new JsonText((await updateRecordText(ctx, member, params.id, { active: false })).json),
  ),
];

/** In the history of the member, for all who may read that. Throws 404, 409 `memberInactive`, `memberIsService`. */
function noteSeeing(ctx: Context, id: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const { active, service } = await getRecord(tx, member, id);
    if (!active) throw new AppError(409, 'memberInactive');
    assertNoService(service);
    await appendChange(tx, { noun: member.name, recordId: id, kind: 'seenAs', fields: {} });
  });
}
