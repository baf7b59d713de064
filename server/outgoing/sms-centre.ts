import { isIP } from 'node:net';
import smpp, { type Pdu, type Session } from 'smpp';
import { smsPartsOf } from '../../shared/phones/sms-parts.ts';
import { OutgoingError } from './outgoing-error.ts';
import { type ArrivedSms, type RawPdu, readArrived } from './read-sms.ts';

/** The ports SMS centres listen at; one the operator opens in `OUTGOING_ALLOW` may have any. */
export const smsCentrePorts: ReadonlySet<number> = new Set([2775, 2776, 3550, 8056, 9000]);

/** Whom one signs in as at an SMS centre. */
export interface SmsAccount {
  readonly host: string;
  readonly port: number;
  /** By TLS from the start, or in the open as most centres have it. */
  readonly security: 'tls' | 'none';
  readonly user: string;
  readonly password: string;
  readonly systemType: string;
}

/** A centre's refusal, with the number it gave for the reason. */
export class SmsCentreError extends Error {
  readonly reason: 'signIn' | 'recipient' | 'busy' | 'refused';
  readonly status: number;
  constructor(reason: SmsCentreError['reason'], status: number) {
    super(`The SMS centre answered ${status}`);
    this.name = 'SmsCentreError';
    this.reason = reason;
    this.status = status;
  }
}

/** An SMS centre one is signed in at. */
export interface OpenSmsCentre {
  /**
   * Hands a text over in its parts; answers what the centre calls each. Throws SmsCentreError, and OutgoingError `outgoingTimeout` where it
   * said nothing: then nobody knows whether it goes out.
   */
  submit(sms: { readonly from: string; readonly to: string; readonly text: string }): Promise<readonly string[]>;
  /** Waits until nothing has come for so many milliseconds. */
  quiet(milliseconds: number): Promise<void>;
}

/** Milliseconds to connect, and for each answer. */
const patience = 10_000;
/** Milliseconds for a whole visit: a centre that answers slowly, or has no end of messages, holds nobody for longer. */
const longest = 240_000;

/**
 * Signs in at an SMS centre to send and to take, does the work there and leaves. What comes is given to `take`; the centre is told that it came
 * once that is done, and keeps it where it fails. Addresses are such as the guard has checked. Throws OutgoingError, SmsCentreError and what the
 * work or `take` throws.
 */
export async function atSmsCentre<T>(
  visit: { readonly account: SmsAccount; readonly addresses: readonly string[]; readonly longest?: number },
  take: (sms: ArrivedSms) => Promise<void>,
  work: (centre: OpenSmsCentre) => Promise<T>,
): Promise<T> {
  const { account, addresses } = visit;
  const session = await connect(account, addresses);
  const leaving = setTimeout(() => session.destroy(), visit.longest ?? longest);
  const watch = watchArrivals(session, take);
  try {
    await bind(session, account);
    const done = await work({ submit: (sms) => submit(session, sms), quiet: (pause) => watch.quiet(pause) });
    await watch.end();
    return done;
  } finally {
    clearTimeout(leaving);
    if (!session.unbind(() => session.destroy())) session.destroy();
    // A centre that does not say goodbye is not waited for.
    setTimeout(() => session.destroy(), 500).unref();
  }
}

async function connect(account: SmsAccount, addresses: readonly string[]): Promise<Session> {
  let failure = new OutgoingError('outgoingUnreachable');
  for (const address of addresses) {
    try {
      return await connectTo(account, address);
    } catch (error) {
      failure = error as OutgoingError;
    }
  }
  throw failure;
}

function connectTo({ host, port, security }: SmsAccount, address: string): Promise<Session> {
  const session = smpp.connect({
    ...{ host: address, port, tls: security === 'tls', minVersion: 'TLSv1.2' },
    // The address was checked; the name is what the certificate has to be for.
    ...(security === 'tls' && !isIP(host) ? { servername: host } : {}),
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail('outgoingTimeout'), patience);
    const fail = (code: 'outgoingTimeout' | 'outgoingUnreachable' | 'outgoingCertificate', cause?: unknown) => {
      clearTimeout(timer);
      session.destroy();
      reject(new OutgoingError(code, { cause }));
    };
    session.on('error', (error: NodeJS.ErrnoException) => {
      fail(
        /^(CERT_|DEPTH_|SELF_|UNABLE_|ERR_TLS|ERR_SSL)/.test(error.code ?? '')
          ? 'outgoingCertificate'
          : 'outgoingUnreachable',
        error,
      );
    });
    session.once(security === 'tls' ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      resolve(session);
    });
  });
}

async function bind(session: Session, { user, password, systemType }: SmsAccount): Promise<void> {
  const fields = { system_id: user, password, system_type: systemType, interface_version: 0x34 };
  const answer = await ask(session, (done) => session.bind_transceiver(fields, done));
  if (answer.command_status !== 0) throw new SmsCentreError('signIn', answer.command_status);
}

let reference = Math.floor(Math.random() * 256);

async function submit(
  session: Session,
  { from, to, text }: { readonly from: string; readonly to: string; readonly text: string },
): Promise<readonly string[]> {
  const { alphabet, parts } = smsPartsOf(text);
  reference = (reference + 1) % 256;
  const ids: string[] = [];
  for (const [index, message] of parts.entries()) {
    const udh = Buffer.from([5, 0, 3, reference, parts.length, index + 1]);
    const answer = await ask(session, (done) =>
      session.submit_sm(
        {
          ...addressFields('source_addr', from),
          ...addressFields('dest', to),
          ...{ registered_delivery: 1, data_coding: alphabet === 'gsm' ? 0 : 8 },
          short_message: parts.length > 1 ? { udh, message } : message,
        },
        done,
      ),
    );
    if (answer.command_status !== 0) throw refusalOf(answer.command_status);
    ids.push(String(answer.message_id ?? ''));
  }
  return ids;
}

/** A number of a country, a name of letters, or a short number. */
function addressFields(field: 'source_addr' | 'dest', address: string): Record<string, unknown> {
  const [ton, npi] = /^\+\d+$/.test(address) ? [1, 1] : /^\d+$/.test(address) ? [0, 1] : [5, 0];
  const kinds =
    field === 'dest'
      ? ['dest_addr_ton', 'dest_addr_npi', 'destination_addr']
      : ['source_addr_ton', 'source_addr_npi', field];
  return Object.fromEntries(kinds.map((name, index) => [name, [ton, npi, address.replace(/^\+/, '')][index]]));
}

function refusalOf(status: number): SmsCentreError {
  const { ESME_RTHROTTLED, ESME_RMSGQFUL, ESME_RSYSERR, ESME_RINVDSTADR } = smpp.errors;
  const isBusy = [ESME_RTHROTTLED, ESME_RMSGQFUL, ESME_RSYSERR].includes(status);
  return new SmsCentreError(isBusy ? 'busy' : status === ESME_RINVDSTADR ? 'recipient' : 'refused', status);
}

function ask(session: Session, send: (done: (answer: Pdu) => void) => boolean): Promise<Pdu> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => give(new OutgoingError('outgoingTimeout')), patience);
    const onClose = () => give(new OutgoingError('outgoingBroken'));
    const onError = (cause: unknown) => give(new OutgoingError('outgoingBroken', { cause }));
    const give = (outcome: Pdu | OutgoingError) => {
      clearTimeout(timer);
      session.off('close', onClose);
      session.off('error', onError);
      if (outcome instanceof OutgoingError) reject(outcome);
      else resolve(outcome);
    };
    session.once('close', onClose);
    session.once('error', onError);
    if (!send(give)) onClose();
  });
}

/** Takes what comes one after another, and tells when nothing does. */
function watchArrivals(session: Session, take: (sms: ArrivedSms) => Promise<void>) {
  let last = Date.now();
  let failure: unknown = null;
  let isOver = false;
  let line: Promise<void> = Promise.resolve();
  const one = async (pdu: Pdu) => {
    try {
      await take(readArrived(pdu as RawPdu));
      session.send(pdu.response());
    } catch (error) {
      failure ??= error;
      session.send(pdu.response({ command_status: smpp.errors.ESME_RX_T_APPN }));
    }
    last = Date.now();
  };
  session.on('deliver_sm', (pdu: Pdu) => {
    last = Date.now();
    line = line.then(() => one(pdu));
  });
  session.on('close', () => {
    isOver = true;
  });
  session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()));
  return {
    async quiet(pause: number) {
      for (let left = pause; left > 0 && !isOver; left = pause - (Date.now() - last)) {
        await new Promise((go) => setTimeout(go, Math.min(left, 100)));
        await line;
      }
    },
    async end() {
      await line;
      if (failure) throw failure;
    },
  };
}
