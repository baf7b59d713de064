import type { Channel, ChannelKind } from '../contract/index.ts';
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
  readonly newKey: boolean;
}

/** What each kind asks for, as it is filled in to begin with; a port is a number. */
export const asked: { readonly [K in ChannelKind]: Readonly<Record<string, string>> } = {
  smpp: { host: '', port: '2775', security: 'tls', user: '', systemType: '', sender: '' },
  gateway: { url: '', sender: '' },
  telegram: { url: 'https://api.telegram.org' },
};

export function draftOf(channel: Channel | null): ChannelDraft {
  const none = { kind: 'smpp', name: '', active: true, makesLeads: false, source: null, dailyLimit: 200 } as const;
  const { kind, name, active, makesLeads, source, dailyLimit } = channel ?? none;
  const settings = Object.fromEntries(
    Object.entries(asked[kind]).map(([field, begun]) => [field, String(channel?.settings[field] ?? begun)]),
  );
  return { kind, name, active, makesLeads, source, dailyLimit, settings, password: '', newKey: false };
}

/** What is sent; a password that was not touched stays. */
export function inputOf({ kind, settings, password, newKey, ...common }: ChannelDraft): NewChannel {
  if (kind === 'gateway') return { ...common, kind, newKey, url: settings.url ?? '', sender: settings.sender ?? '' };
  if (kind === 'telegram') return { ...common, kind, url: settings.url ?? '', ...(password ? { password } : {}) };
  const { host = '', port = '', security, user = '', systemType = '', sender = '' } = settings;
  return {
    ...{ ...common, kind, host, port: Number(port), security: security === 'none' ? 'none' : 'tls' },
    ...{ user, systemType, sender },
    ...(password ? { password } : {}),
  };
}
