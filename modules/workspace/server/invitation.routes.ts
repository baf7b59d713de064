import { assertAtBrowser } from '../../../server/auth/at-browser.ts';
import * as service from '../../../server/auth/invitation.ts';
import type { Context } from '../../../server/context.ts';
import { defineRoute } from '../../../server/http/route.ts';
import type { Role } from '../../../shared/nouns/metadata.ts';
import {
  createInvitation,
  type Invitation,
  listInvitations,
  repeatInvitation,
  revokeInvitation,
} from '../contract/invitation.api.ts';

/** What exactly each of them may give is decided where it is given: server/auth/invitation.ts and the members' rules. */
const inviters = ['owner', 'manager'] as const;

export const invitationRoutes = [
  defineRoute(listInvitations, inviters, async (ctx) => ({
    items: (await service.listInvitations(ctx)).map((one) => shown(ctx, one)),
  })),
  defineRoute(createInvitation, inviters, async (ctx, { body }) => {
    assertAtBrowser(ctx);
    return made(ctx, await service.invite(ctx, body));
  }),
  defineRoute(repeatInvitation, inviters, async (ctx, { params }) => {
    assertAtBrowser(ctx);
    return made(ctx, await service.inviteAgain(ctx, params.id));
  }),
  defineRoute(revokeInvitation, inviters, async (ctx, { params }) => {
    await service.revokeInvitation(ctx, params.id);
    return {};
  }),
];

function made(ctx: Context, { link, ...one }: service.MadeInvitation) {
  return { invitation: shown(ctx, one), link };
}

function shown(
  ctx: Context,
  { invitation, member }: Pick<service.MadeInvitation, 'invitation' | 'member'>,
): Invitation {
  const { id, email, createdAt, expiresAt } = invitation;
  return {
    ...{ id, email, createdAt, expiresAt, isOpen: Date.parse(expiresAt) > ctx.now().getTime() },
    member: { id: member.id, name: String(member.name), role: member.role as Role },
  };
}
