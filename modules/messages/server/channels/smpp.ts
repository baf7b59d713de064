import { OutgoingError } from '../../../../server/outgoing/outgoing-error.ts';
import { outgoingOf } from '../../../../server/outgoing/outgoing-of.ts';
import type { ArrivedSms } from '../../../../server/outgoing/read-sms.ts';
import {
  atSmsCentre,
  type SmsAccount,
  SmsCentreError,
  smsCentrePorts,
} from '../../../../server/outgoing/sms-centre.ts';
import { invalidField } from '../../../../shared/errors.ts';
import { readCallNumber } from '../../../../shared/phones/call-number.ts';
import { mostSmsParts, smsPartsOf } from '../../../../shared/phones/sms-parts.ts';
import type { ChannelRow } from '../channel.repository.ts';
import { ChannelError } from '../channel-error.ts';
import { openSecret } from '../channel-secret.ts';
import type { Adapter, ChannelEvent } from './adapter.ts';

/** Milliseconds of silence after which what was waiting at the centre has come. */
const silence = 1_000;

/** An SMS centre, by SMPP 3.4. */
export const smpp: Adapter<'smpp'> = {
  ...{ kind: 'smpp', medium: 'sms', every: 5, secret: 'given', reaches: 'phones' },
  check: async (ctx, { host, port }) => {
    try {
      await outgoingOf(ctx).findAddresses({ host, port }, smsCentrePorts);
    } catch (error) {
      if (!(error instanceof OutgoingError)) throw error;
      // A name nobody knows yet may be known by the time something is sent.
      if (error.code !== 'outgoingUnknownHost')
        throw invalidField(error.code === 'outgoingPort' ? 'port' : 'host', error.code);
    }
  },
  fits: fitsSms,
  at: async (ctx, channel, take, work) => {
    const account = accountOf(channel, openSecret(ctx, channel));
    const { sender } = channel.settings;
    return told(async () => {
      const addresses = await outgoingOf(ctx).findAddresses(account, smsCentrePorts);
      const arrive = async (sms: ArrivedSms) => {
        const event = eventOf(sms);
        if (event) await take(event);
      };
      return atSmsCentre({ account, addresses }, arrive, async (centre) => {
        const hand = ({ to, text }: { readonly to: string; readonly text: string }) =>
          told(() => centre.submit({ from: String(sender), to, text }), true);
        const done = await work(hand);
        await centre.quiet(silence);
        return done;
      });
    });
  },
  test: async (ctx, channel) => {
    const account = accountOf(channel, openSecret(ctx, channel));
    await told(async () => {
      const addresses = await outgoingOf(ctx).findAddresses(account, smsCentrePorts);
      // What comes meanwhile stays at the centre until it is fetched in earnest.
      const leave = () => Promise.reject(new ChannelError('channelBusy'));
      await atSmsCentre({ account, addresses }, leave, async () => undefined);
    });
    return null;
  },
};

/** Whether a text is short enough to go out as SMS. */
export function fitsSms(text: string): boolean {
  return smsPartsOf(text).parts.length <= mostSmsParts;
}

function accountOf({ settings }: ChannelRow, password: string): SmsAccount {
  const { host, port, security, user, systemType } = settings;
  return {
    ...{ host: String(host), port: Number(port), security: security === 'none' ? 'none' : 'tls', user: String(user) },
    ...{ password, systemType: String(systemType) },
  };
}

function eventOf(sms: ArrivedSms): ChannelEvent | null {
  if (sms.kind === 'receipt') {
    if (sms.state === 'underway' || sms.id === '') return null;
    return { kind: 'state', external: spellingsOf(sms.id), state: sms.state, answer: sms.answer || null };
  }
  const account = readCallNumber(sms.from)?.text ?? sms.from;
  if (account === '') return null;
  if (sms.part) return { kind: 'part', account, text: sms.text, part: sms.part };
  return { kind: 'message', account, name: '', handle: '', text: sms.text, external: null, at: null };
}

/** Centres write a number in tens where they send and in sixteens where they receipt, and the other way round. */
function spellingsOf(id: string): readonly string[] {
  const all = new Set([id, id.toLowerCase(), id.toUpperCase()]);
  if (/^\d{1,20}$/.test(id)) {
    const sixteens = BigInt(id).toString(16);
    for (const one of [
      sixteens,
      sixteens.toUpperCase(),
      sixteens.padStart(8, '0'),
      sixteens.padStart(8, '0').toUpperCase(),
    ])
      all.add(one);
  }
  if (/^[\da-f]{1,16}$/i.test(id)) all.add(BigInt(`0x${id}`).toString());
  return [...all];
}

/** What went wrong at the centre, in words of ours. Once a message was handed over, silence says nothing of it. */
async function told<T>(work: () => Promise<T>, isHanded = false): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof OutgoingError) throw new ChannelError(isHanded ? 'channelUncertain' : cause.code, { cause });
    if (!(cause instanceof SmsCentreError)) throw cause;
    const codes = {
      signIn: 'channelSignIn',
      recipient: 'channelRecipient',
      busy: 'channelBusy',
      refused: 'channelRefused',
    } as const;
    throw new ChannelError(codes[cause.reason], { answer: `SMPP ${cause.status}`, cause });
  }
}
