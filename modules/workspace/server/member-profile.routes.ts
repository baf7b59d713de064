import { defineRoute, type Route } from '../../../server/http/route.ts';
import { getMemberProfile } from '../contract/member-profile.api.ts';
import { readProfile } from './member-profile.service.ts';

export const memberProfileRoutes: readonly Route[] = [
  defineRoute(getMemberProfile, 'signedIn', (ctx, { params }) => readProfile(ctx, params.id)),
];
