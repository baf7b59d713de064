import { defineRoute } from '../../../server/http/route.ts';
import { offerNext } from '../contract/index.ts';
import { offer } from './offer.service.ts';

export const offerRoutes = [defineRoute(offerNext, 'signedIn', (ctx, { params }) => offer(ctx, params.id))];
