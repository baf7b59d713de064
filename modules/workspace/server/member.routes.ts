import { defineRoute } from '../../../server/http/route.ts';
import { deactivateMember, getMemberAccount, giveMemberAccount } from '../contract/member.api.ts';
import { deactivate, findAccountOf, giveAccount } from './member.service.ts';

export const memberRoutes = [
  defineRoute(getMemberAccount, ['owner'], async (ctx, { params }) => {
    const account = await findAccountOf(ctx, params.id);
    return { account: account && { email: account.email } };
  }),
  defineRoute(giveMemberAccount, ['owner'], (ctx, { params, body }) => giveAccount(ctx, params.id, body)),
  defineRoute(deactivateMember, ['owner'], (ctx, { params }) => deactivate(ctx, params.id)),
];
