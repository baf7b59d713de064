import type { OutgoingFault } from '../../../shared/contract/error-codes.ts';

/** Why a channel could not be reached or did not take a message, besides the faults of any way outside. */
export type ChannelFault =
  | 'channelSignIn' // user, password or token were refused
  | 'channelRecipient' // nobody can be reached there
  | 'channelBusy' // it wants the message later
  | 'channelRefused'
  | 'channelUncertain' // it was handed over and nothing was answered
  | 'channelNotDelivered' // it was taken, and could not be delivered
  | 'channelExpired' // it could not be handed over for a day
  | 'channelWindow' // they did not write lately, and it takes answers alone
  | 'channelGone' // it was taken away meanwhile
  | 'channelSecretLost' // what is kept cannot be read with the secret of this installation
  | OutgoingFault;

/** A message that did not go out, or a channel that is not reached. */
export class ChannelError extends Error {
  readonly code: ChannelFault;
  /** What the channel said. */
  readonly answer: string | null;

  constructor(code: ChannelFault, { answer = null, cause }: { answer?: string | null; cause?: unknown } = {}) {
    super(code, { cause });
    this.name = 'ChannelError';
    this.code = code;
    this.answer = answer;
  }

  /** Whether it did surely not go out and may be tried again. */
  get isPassing(): boolean {
    return !['channelRecipient', 'channelRefused', 'channelUncertain', 'channelNotDelivered', 'channelWindow'].includes(
      this.code,
    );
  }
}

/** Once a message was handed over, silence says nothing of it. */
export async function handed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ChannelError && ['outgoingTimeout', 'outgoingBroken'].includes(error.code))
      throw new ChannelError('channelUncertain', { cause: error });
    throw error;
  }
}
