import type { ChannelKind } from '../../contract/index.ts';
import type { Adapter } from './adapter.ts';
import { chat } from './chat.ts';
import { gateway } from './gateway.ts';
import { smpp } from './smpp.ts';
import { telegram } from './telegram.ts';
import { whatsapp } from './whatsapp.ts';

const adapters: { readonly [K in ChannelKind]: Adapter<K> } = { smpp, gateway, telegram, whatsapp, chat };

/** How a kind of channel is spoken with. */
export function adapterOf<K extends ChannelKind>(kind: K): Adapter<K> {
  return adapters[kind];
}
