import { choice, relation } from './field.ts';
import { acquisitionSources, leadChannels } from './options.ts';

/**
 * How a client was won, kept for good: the source that was named first, or what the first lead that became them came by. Given once by the
 * server, whatever is said of the client's source later.
 */
export const firstSourceFields = {
  firstSource: choice({
    readOnly: true,
    hidden: true,
    open: true,
    extensible: true,
    startsAs: 'source',
    options: acquisitionSources,
  }),
  firstChannel: choice({ readOnly: true, hidden: true, open: true, extensible: true, options: leadChannels }),
  firstCampaign: relation({ to: 'campaign', readOnly: true, hidden: true, wasText: true }),
} as const;
