import { askTimes, type Channel, type ChannelKind } from '../contract/index.ts';
import type { NewChannel } from './messages.queries.ts';

/** A channel as it is being written: what every kind asks for, each as text. */
export interface ChannelDraft {
  readonly kind: ChannelKind;
  readonly name: string;
  readonly active: boolean;
  readonly makesLeads: boolean;
  readonly source: string | null;
  readonly dailyLimit: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly password: string;
  readonly appSecret: string;
  readonly newKey: boolean;
}

/** What each kind asks for, as it is filled in to begin with; a port is a number. */
export const asked: { readonly [K in ChannelKind]: Readonly<Record<string, string>> } = {
  smpp: { host: '', port: '2775', security: 'tls', user: '', systemType: '', sender: '' },
  gateway: { url: '', sender: '' },
  telegram: { url: 'https://api.telegram.org' },
  whatsapp: { number: '', verify: '', url: 'https://graph.facebook.com/v23.0' },
  chat: { sites: '', asks: 'unanswered', privacy: '' },
};

/** Messages one colleague sends in a day, where nobody says otherwise: an SMS is paid for, a line of a chat is short. */
export const limitOf = (kind: ChannelKind): number => (kind === 'chat' ? 2000 : 200);

/** What cannot stay empty. */
export const isNeeded = (setting: string): boolean => !['systemType', 'privacy'].includes(setting);

/** What stands in pages of the site. */
export const scriptOf = ({ path }: Channel): string => `<script src="${window.location.origin}${path}" async></script>`;

export function draftOf(channel: Channel | null): ChannelDraft {
  const none = { kind: 'smpp', name: '', active: true, makesLeads: false, source: null, dailyLimit: 200 } as const;
  const { kind, name, active, makesLeads, source, dailyLimit } = channel ?? none;
  const settings = Object.fromEntries(
    Object.entries(asked[kind]).map(([field, begun]) => [field, String(channel?.settings[field] ?? begun)]),
  );
  return { kind, name, active, makesLeads, source, dailyLimit, settings, password: '', appSecret: '', newKey: false };
}

/** What is sent; a password that was not touched stays. */
export function inputOf({ kind, settings, password, appSecret, newKey, ...common }: ChannelDraft): NewChannel {
  if (kind === 'gateway') return { ...common, kind, newKey, url: settings.url ?? '', sender: settings.sender ?? '' };
  if (kind === 'telegram') return { ...common, kind, url: settings.url ?? '', ...(password ? { password } : {}) };
  if (kind === 'whatsapp') {
    const own = { url: settings.url ?? '', number: settings.number ?? '', verify: settings.verify ?? '' };
    return { ...common, kind, ...own, ...(password ? { password } : {}), ...(appSecret ? { appSecret } : {}) };
  }
  if (kind === 'chat') {
    const asks = askTimes.find((one) => one === settings.asks) ?? 'unanswered';
    return { ...common, kind, sites: settings.sites ?? '', asks, privacy: settings.privacy ?? '' };
  }
  const { host = '', port = '', security, user = '', systemType = '', sender = '' } = settings;
  return {
    ...{ ...common, kind, host, port: Number(port), security: security === 'none' ? 'none' : 'tls' },
    ...{ user, systemType, sender },
    ...(password ? { password } : {}),
  };
}
