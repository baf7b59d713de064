import { asSystem } from '../../../server/context.ts';
import { defineRoute } from '../../../server/http/route.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { AppError } from '../../../shared/errors.ts';
import { member } from '../contract/member.object.ts';
import { chooseLanguage } from '../contract/workspace.api.ts';

export const languageRoutes = [
  // Everybody may choose for themselves what else only managers change.
  defineRoute(chooseLanguage, 'signedIn', async (ctx, { body }) => {
    const { memberId } = ctx.actor;
    if (!memberId) throw new AppError(401, 'notSignedIn');
    await updateRecord(asSystem(ctx), member, memberId, body);
    return {};
  }),
];
