import { getChangeFeed } from '../../shared/contract/change-feed.api.ts';
import { defineRoute } from '../http/route.ts';
import { readFeed } from './feed.ts';

/** The change feed; what of it the caller sees is the feed's to say, so that it only wants somebody signed in. */
export const feedRoutes = [defineRoute(getChangeFeed, 'signedIn', (ctx, { query }) => readFeed(ctx, query))];
