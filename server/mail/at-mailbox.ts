import { isIP } from 'node:net';
import { ImapFlow } from 'imapflow';
import type { MailboxSecurity } from '../../shared/mail/mail-server.ts';
import { imapErrorOf } from './imap-fault.ts';
import { MailError } from './mail-error.ts';

/** A mailbox somebody may read letters of. */
export interface MailboxAccount {
  readonly host: string;
  readonly port: number;
  readonly security: MailboxSecurity;
  readonly user: string;
  readonly password: string;
}

export interface MailboxWay {
  readonly account: MailboxAccount;
  /** Addresses of the server that were checked; tried in order while none can be connected to. */
  readonly addresses: readonly string[];
  /** Certificates besides the usual ones. */
  readonly certificates?: string;
  /** Milliseconds for all of it; eight minutes when absent. */
  readonly longest?: number;
}

/** A folder that letters are taken from. */
export interface MailboxFolder {
  readonly path: string;
  /** Holds what its owner wrote. */
  readonly isSent: boolean;
}

/** A letter as the server keeps it. */
export interface RawLetter {
  readonly uid: number;
  /** When the server got it. */
  readonly at: Date;
  /** The whole of it, or its headers where it is larger than is taken. */
  readonly source: Buffer;
  readonly isWhole: boolean;
}

/** A mailbox one is signed in at. Everything throws MailError. */
export interface OpenMailbox {
  /** Where letters come in, and where what was sent lies, as far as the server says so. */
  listFolders(): Promise<readonly MailboxFolder[]>;
  /** Opens a folder for reading alone; nothing there is marked as read. Answers what its numbers are valid under. */
  enter(path: string): Promise<string>;
  /** The numbers after this one of letters that came since then, in order. */
  listAfter(uid: number, since: Date): Promise<readonly number[]>;
  /** Null for one that is gone. */
  fetch(uid: number): Promise<RawLetter | null>;
}

/** Larger letters are told by their headers: their attachments stay where they are. */
const mostBytes = 30_000_000;
/** Milliseconds to connect, to be greeted, and for silence in between. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as const;
/** What a server that means harm may make us keep in memory. */
const bounds = {
  ...{ maxLineLength: 8_000_000, maxLiteralSize: mostBytes + 1_000_000, maxResponseSize: mostBytes + 2_000_000 },
  maxResponseTokens: 200_000,
} as const;

/** A server that says a word now and then is never silent, and would hold whoever waits for it: so long it may, in all. */
const longest = 480_000;

/** Signs in at a mailbox, does the work there and leaves. Throws MailError, and whatever the work throws. */
export async function atMailbox<T>(way: MailboxWay, work: (mailbox: OpenMailbox) => Promise<T>): Promise<T> {
  const leaving = new AbortController();
  try {
    return await inTime(way.longest ?? longest, () => visit(way, work, leaving.signal));
  } finally {
    leaving.abort();
  }
}

async function visit<T>(way: MailboxWay, work: (mailbox: OpenMailbox) => Promise<T>, leaving: AbortSignal): Promise<T> {
  let failure = new MailError('outgoingUnreachable');
  for (const address of way.addresses) {
    if (leaving.aborted) break;
    const client = clientAt(way, address);
    const leave = () => client.close();
    leaving.addEventListener('abort', leave);
    try {
      await client.connect();
      return await work(openMailbox(client));
    } catch (error) {
      if (client.authenticated) throw error;
      failure = imapErrorOf(error, way.account.password);
      if (failure.code !== 'outgoingUnreachable') break;
    } finally {
      leaving.removeEventListener('abort', leave);
      client.close();
    }
  }
  throw failure;
}

/** Throws MailError `outgoingTimeout` where the work is not done in time. */
async function inTime<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const isOver = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new MailError('outgoingTimeout')), milliseconds);
  });
  try {
    return await Promise.race([work(), isOver]);
  } finally {
    clearTimeout(timer);
  }
}

function clientAt({ account, certificates }: MailboxWay, address: string): ImapFlow {
  const { host, port, security, user, password } = account;
  const client = new ImapFlow({
    ...{ ...patience, ...bounds, logger: false, disableAutoIdle: true },
    // The address was checked; the name is what the certificate has to be for.
    ...{ host: address, port, secure: security === 'tls', auth: { user, pass: password } },
    ...(security === 'starttls' ? { doSTARTTLS: true } : {}),
    ...(isIP(host) ? {} : { servername: host }),
    tls: { minVersion: 'TLSv1.2', ...(certificates ? { ca: certificates } : {}) },
    clientInfo: { name: 'Rapport' },
  });
  // What breaks is told by the command that is under way; without a listener it would end the process.
  client.on('error', () => undefined);
  return client;
}

function openMailbox(client: ImapFlow): OpenMailbox {
  return {
    listFolders: () =>
      told(async () => {
        const all = await client.list();
        const sent = all.find(({ specialUse, flags }) => specialUse === '\\Sent' && !flags.has('\\Noselect'));
        return [{ path: 'INBOX', isSent: false }, ...(sent ? [{ path: sent.path, isSent: true }] : [])];
      }),
    enter: (path) => told(async () => String((await client.mailboxOpen(path, { readOnly: true })).uidValidity)),
    listAfter: (uid, since) =>
      told(async () => {
        const found = await client.search({ uid: `${uid + 1}:*`, since }, { uid: true });
        // A range that begins beyond the last letter means the last letter.
        return (found || []).filter((one) => one > uid).sort((one, other) => one - other);
      }),
    fetch: (uid) => told(() => fetchLetter(client, uid)),
  };
}

async function fetchLetter(client: ImapFlow, uid: number): Promise<RawLetter | null> {
  const facts = await client.fetchOne(String(uid), { size: true, internalDate: true }, { uid: true });
  if (!facts) return null;
  const isWhole = (facts.size ?? 0) <= mostBytes;
  const found = await client.fetchOne(String(uid), isWhole ? { source: true } : { headers: true }, { uid: true });
  const source = found ? (isWhole ? found.source : found.headers) : undefined;
  if (!source) return null;
  return { uid, at: new Date(facts.internalDate ?? Date.now()), source, isWhole };
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw imapErrorOf(error);
  }
}
