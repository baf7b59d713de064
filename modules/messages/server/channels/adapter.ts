import type { Context } from '../../../../server/context.ts';
import { OutgoingError } from '../../../../server/outgoing/outgoing-error.ts';
import { outgoingOf } from '../../../../server/outgoing/outgoing-of.ts';
import { invalidField } from '../../../../shared/errors.ts';
import type { ChannelInput, ChannelKind, Medium } from '../../contract/index.ts';
import type { ChannelRow } from '../channel.repository.ts';

/** What a channel tells of. */
export type ChannelEvent =
  | {
      readonly kind: 'message';
      /** Who wrote, as the channel names them: a number with its plus, an account. */
      readonly account: string;
      /** What they call themselves; empty where the channel does not say. */
      readonly name: string;
      /** By which others find the account; empty where it has none. */
      readonly handle: string;
      readonly text: string;
      /** The channel's name for it: the same again is taken once. Null where it has none. */
      readonly external: string | null;
      readonly at: Date | null;
    }
  | {
      readonly kind: 'part';
      readonly account: string;
      readonly text: string;
      readonly part: { readonly reference: number; readonly total: number; readonly number: number };
    }
  | {
      readonly kind: 'state';
      /** The names the channel may have for the message, or ours. */
      readonly external: readonly string[];
      readonly state: 'delivered' | 'failed';
      readonly answer: string | null;
    };

/** One of ours on its way. */
export interface Outgoing {
  /** Ours: the same however often it is tried. */
  readonly id: string;
  readonly to: string;
  readonly text: string;
}

/** Hands a message over; answers what the channel calls it, or each of its parts. Throws ChannelError. */
export type Hand = (message: Outgoing) => Promise<readonly string[]>;

interface Sent {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Where a channel that signs with a key tells of what happened. */
export const eventsPath = (workspace: string, channel: string): string =>
  `/api/v1/message-channels/${workspace}/${channel}/events`;

/** Refuses an address that nobody may be asked at. Throws 422 naming it. */
export async function checkUrl(ctx: Context, url: string): Promise<void> {
  try {
    await outgoingOf(ctx).check(url);
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    if (error.code !== 'outgoingUnknownHost') throw invalidField('url', error.code);
  }
}

/** A kind of channel. A further one is one such file, a line in `adapters.ts`, its input in the contract and its words. */
export interface Adapter<K extends ChannelKind = ChannelKind> {
  readonly kind: K;
  readonly medium: Medium;
  /** Seconds after which it is asked for what is new; null for one that tells by itself. */
  readonly every: number | null;
  /** Whether what it is signed in with is given by whoever sets it up, or made here and shown once. */
  readonly secret: 'given' | 'made' | 'none';
  /** By what it reaches somebody: the numbers of a record, or the accounts it has written from. */
  readonly reaches: 'phones' | 'accounts';
  /** What stands for an account that says nothing to anybody. */
  readonly shown?: (account: string) => string;
  /** Where it tells of what happened, or its script is, below the address of the installation. */
  readonly path?: (workspace: string, channel: string) => string;
  /** The address at which an account is seen, as people's profiles have it. */
  readonly profileOf?: (handle: string) => string;
  /** Refuses settings that lead nowhere. Throws 422. */
  readonly check: (ctx: Context, input: Extract<ChannelInput, { kind: K }>) => Promise<void>;
  /** Milliseconds after what they wrote last in which they may be written to; for ever where absent. */
  readonly answersWithin?: number;
  /** Whether a text can go out by it, in its letters or parts. */
  readonly fits: (text: string) => boolean;
  /**
   * Is at the channel while `work` hands messages over, and gives what has come to `take`: it has come once that is done. Throws ChannelError,
   * and whatever the two throw.
   */
  readonly at: <T>(
    ctx: Context,
    channel: ChannelRow,
    take: (event: ChannelEvent) => Promise<void>,
    work: (hand: Hand) => Promise<T>,
  ) => Promise<T>;
  /** Signs in without sending anything; answers what the channel said. Throws ChannelError. */
  readonly test: (ctx: Context, channel: ChannelRow) => Promise<string | null>;
  /** Reads what it tells by itself, once that is proved. Throws 401 `wrongChannelKey`, 422. */
  readonly receive?: (ctx: Context, channel: ChannelRow, sent: Sent) => readonly ChannelEvent[];
}
