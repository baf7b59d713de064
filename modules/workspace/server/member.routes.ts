import { assertAtBrowser } from '../../../server/auth/at-browser.ts';
import { findAccountOf, giveAccount } from '../../../server/auth/member-account.ts';
import { defineRoute, JsonText } from '../../../server/http/route.ts';
import { updateRecordText } from '../../../server/records/update.ts';
import { deactivateMember, getMemberAccount, giveMemberAccount } from '../contract/member.api.ts';
import { member } from '../contract/member.object.ts';

export const memberRoutes = [
  defineRoute(getMemberAccount, ['owner'], async (ctx, { params }) => {
    const account = await findAccountOf(ctx, params.id);
    return { account: account && { email: account.email } };
  }),
  defineRoute(giveMemberAccount, ['owner'], async (ctx, { params, body }) => {
    assertAtBrowser(ctx);
    return new JsonText(JSON.stringify(await giveAccount(ctx, params.id, body)));
  }),
  // What follows from it (sessions, keys, the last owner) is for every way of doing it: member.rules.ts.
  defineRoute(
    deactivateMember,
    ['owner'],
    async (ctx, { params }) => new JsonText((await updateRecordText(ctx, member, params.id, { active: false })).json),
  ),
];
