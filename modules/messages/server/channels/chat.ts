import { invalidField } from '../../../../shared/errors.ts';
import { keyOf } from '../channel-key.ts';
import { sitesIn } from '../chat/sites.ts';
import type { Adapter } from './adapter.ts';

/** Letters of an answer on a site. */
const longest = 4_000;

/**
 * A chat on pages of one's own site. Its visitors ask for what is new (`chat/public-chat.ts`), so there is nobody to hand a message to: it is
 * sent once it is kept, and delivered once their page has asked for it. An account is what a visitor's browser keeps, hashed.
 */
export const chat: Adapter<'chat'> = {
  ...{ kind: 'chat', medium: 'messenger', every: null, secret: 'none', reaches: 'accounts' },
  shown: (account) => `#${account.slice(0, 6)}`,
  path: (workspace, channel) => `/chat/${keyOf(workspace, channel)}.js`,
  check: async (_ctx, { sites, privacy }) => {
    if (sitesIn(sites) === null) throw invalidField('sites', 'notAUrl');
    if (privacy !== '' && !/^https?:\/\/\S+$/.test(privacy)) throw invalidField('privacy', 'notAUrl');
  },
  fits: (text) => text.length <= longest,
  at: (_ctx, _channel, _take, work) => work(async () => []),
  test: async () => null,
};
